import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { CalendarCopy } from '#lib/calendar-copies';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { DOCUMENT_ENTITIES, DocumentsModule, SealDocumentTimer } from '#lib/seals';
import { ServiceKitModule } from '#lib/service-kit';
import { ReviewCase } from './case/case.entity.js';
import { ClockFactRow } from './clock/clock-fact.entity.js';
import { DecideCaseController } from './decide-case/decide-case.controller.js';
import { DecideCase } from './decide-case/decide-case.js';
import { Decision, DecisionRevocation } from './decision/decision.entity.js';
import { Revocation } from './decision/revocation.js';
import { ExtendLimitController } from './extend-limit/extend-limit.controller.js';
import { ExtendLimit } from './extend-limit/extend-limit.js';
import { FeeClearance } from './fee-clearance/fee-clearance.entity.js';
import { FindCase } from './find-cases/find-case.query.js';
import { FindCasesController } from './find-cases/find-cases.controller.js';
import { FindCases } from './find-cases/find-cases.query.js';
import { FindDocumentsController } from './find-documents/find-documents.controller.js';
import { FindDocuments } from './find-documents/find-documents.query.js';
import { GiveOpinionController } from './give-opinion/give-opinion.controller.js';
import { GiveOpinion } from './give-opinion/give-opinion.js';
import { GrantWithdrawalController } from './grant-withdrawal/grant-withdrawal.controller.js';
import { GrantWithdrawal } from './grant-withdrawal/grant-withdrawal.js';
import { KeepCalendarOnCalendarPublishedHandler } from './keep-calendar-on-calendar-published/keep-calendar-on-calendar-published.handler.js';
import { LapseCaseOnOutstandingMaterialLapsedHandler } from './lapse-case-on-outstanding-material-lapsed/lapse-case-on-outstanding-material-lapsed.handler.js';
import { LapseCase } from './lapse-case-on-outstanding-material-lapsed/lapse-case.js';
import { KeepClearanceOnFeeSettledHandler } from './keep-clearance-on-fee-settled/keep-clearance-on-fee-settled.handler.js';
import { KeepClearanceOnFeeWaivedHandler } from './keep-clearance-on-fee-waived/keep-clearance-on-fee-waived.handler.js';
import { NoteWithdrawalOnWithdrawalRequestedHandler } from './note-withdrawal-on-withdrawal-requested/note-withdrawal-on-withdrawal-requested.handler.js';
import { NoteWithdrawal } from './note-withdrawal-on-withdrawal-requested/note-withdrawal.js';
import { Letters } from './letter/letter.js';
import { OpenCaseOnCaseAcceptedHandler } from './open-case-on-case-accepted/open-case-on-case-accepted.handler.js';
import { OpenCase } from './open-case-on-case-accepted/open-case.js';
import { RefuseWithdrawalController } from './refuse-withdrawal/refuse-withdrawal.controller.js';
import { RefuseWithdrawal } from './refuse-withdrawal/refuse-withdrawal.js';
import { ResumeClockController } from './resume-clock/resume-clock.controller.js';
import { ResumeClock } from './resume-clock/resume-clock.js';
import { RevealApplicantController } from './reveal-applicant/reveal-applicant.controller.js';
import { RevealApplicant } from './reveal-applicant/reveal-applicant.js';
import type { ReviewConfig } from './review.config.js';
import { RevokeDecisionController } from './revoke-decision/revoke-decision.controller.js';
import { RevokeDecision } from './revoke-decision/revoke-decision.js';
import { StopClockController } from './stop-clock/stop-clock.controller.js';
import { StopClock } from './stop-clock/stop-clock.js';
import { Task } from './task/task.entity.js';
import { Withdrawal } from './withdrawal/withdrawal.entity.js';

const own = [ReviewCase, Task, Decision, DecisionRevocation, Withdrawal, ClockFactRow, CalendarCopy, FeeClearance];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...DOCUMENT_ENTITIES, ...own];

const handlers = [
  OpenCaseOnCaseAcceptedHandler,
  NoteWithdrawalOnWithdrawalRequestedHandler,
  KeepCalendarOnCalendarPublishedHandler,
  LapseCaseOnOutstandingMaterialLapsedHandler,
  KeepClearanceOnFeeSettledHandler,
  KeepClearanceOnFeeWaivedHandler,
];

const controllers = [
  GiveOpinionController,
  DecideCaseController,
  GrantWithdrawalController,
  RefuseWithdrawalController,
  StopClockController,
  ResumeClockController,
  ExtendLimitController,
  RevokeDecisionController,
  FindCasesController,
  FindDocumentsController,
  RevealApplicantController,
];

const acts = [GiveOpinion, DecideCase, GrantWithdrawal, RefuseWithdrawal, StopClock, ResumeClock, ExtendLimit];
const reads = [FindCases, FindCase, FindDocuments, RevealApplicant];
const heard = [OpenCase, NoteWithdrawal, LapseCase];

@Module({})
class ReviewModule {}

/** Wires the departments' service. @param config its validated environment */
export function reviewModule(config: ReviewConfig): DynamicModule {
  const service = 'review';
  return {
    module: ReviewModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers: [SealDocumentTimer] }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER, personalKeys: config.PERSONAL_KEYS }),
      DocumentsModule.forService({ sealKeysFile: config.SEAL_KEYS, mode: config.PRESS_MODE }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [Letters, Revocation, ...acts, RevokeDecision, ...reads, ...heard],
  };
}
