import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { CalendarCopy } from '#lib/calendar-copies';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { DOCUMENT_ENTITIES, DocumentsModule, SealDocumentTimer } from '#lib/seals';
import { ServiceKitModule } from '#lib/service-kit';
import { AcceptApplicationController } from './accept-case/accept-application.controller.js';
import { AcceptCaseController } from './accept-case/accept-case.controller.js';
import { AcceptCase } from './accept-case/accept-case.js';
import { ApplicationAnswers } from './application/application-answers.js';
import { Application } from './application/application.entity.js';
import { Submissions } from './application/submissions.js';
import { BundleCopy } from './bundle-copy/bundle-copy.entity.js';
import { ServiceCase } from './case/case.entity.js';
import { CloseCaseOnCaseLapsedHandler } from './close-case-on-case-lapsed/close-case-on-case-lapsed.handler.js';
import { LapseCase } from './close-case-on-case-lapsed/lapse-case.js';
import { CloseCaseOnCaseWithdrawnHandler } from './close-case-on-case-withdrawn/close-case-on-case-withdrawn.handler.js';
import { CloseWithdrawnCase } from './close-case-on-case-withdrawn/close-withdrawn-case.js';
import { CloseCaseOnDecisionRevokedHandler } from './close-case-on-decision-revoked/close-case-on-decision-revoked.handler.js';
import { CloseRevokedCase } from './close-case-on-decision-revoked/close-revoked-case.js';
import { CloseCaseOnResultDeliveredHandler } from './close-case-on-result-delivered/close-case-on-result-delivered.handler.js';
import { CorrectCaseController } from './correct-case/correct-case.controller.js';
import { CorrectCase } from './correct-case/correct-case.js';
import { Correction } from './correction/correction.entity.js';
import { CureCaseController } from './cure-case/cure-case.controller.js';
import { CureCase } from './cure-case/cure-case.js';
import { CureOutstandingMaterialController } from './cure-outstanding-material/cure-outstanding-material.controller.js';
import { CureOutstandingMaterial } from './cure-outstanding-material/cure-outstanding-material.js';
import { DecideCaseOnCaseDecidedHandler } from './decide-case-on-case-decided/decide-case-on-case-decided.handler.js';
import { DecideCase } from './decide-case-on-case-decided/decide-case.js';
import { DeemAccepted } from './deem-accepted/deem-accepted.js';
import { DeemAcceptedTimer } from './deem-accepted/deem-accepted.timer.js';
import { FileStore } from './files/file-store.js';
import { Uploads } from './files/uploads.js';
import { FindApplication } from './find-applications/find-application.query.js';
import { FindApplicationsController } from './find-applications/find-applications.controller.js';
import { FindCase } from './find-cases/find-case.query.js';
import { FindCasesController } from './find-cases/find-cases.controller.js';
import { FindCases } from './find-cases/find-cases.query.js';
import { FindFilesController } from './find-files/find-files.controller.js';
import { FindFile } from './find-files/find-files.query.js';
import { FindNoticesController } from './find-notices/find-notices.controller.js';
import { FindNotices } from './find-notices/find-notices.query.js';
import { IntakeConfig } from './intake.config.js';
import { ItemCopy } from './item-copy/item-copy.entity.js';
import { KeepBundleOnBundlePublishedHandler } from './keep-bundle-on-bundle-published/keep-bundle-on-bundle-published.handler.js';
import { KeepCalendarOnCalendarPublishedHandler } from './keep-calendar-on-calendar-published/keep-calendar-on-calendar-published.handler.js';
import { KeepItemOnItemPublishedHandler } from './keep-item-on-item-published/keep-item-on-item-published.handler.js';
import { KeepItemOnItemWithdrawnHandler } from './keep-item-on-item-withdrawn/keep-item-on-item-withdrawn.handler.js';
import { LapseOutstandingMaterial } from './lapse-outstanding-material/lapse-outstanding-material.js';
import { LapseOutstandingMaterialTimer } from './lapse-outstanding-material/lapse-outstanding-material.timer.js';
import { LodgeApplicationController } from './lodge-application/lodge-application.controller.js';
import { LodgeApplication } from './lodge-application/lodge-application.js';
import { LodgeBundleController } from './lodge-bundle/lodge-bundle.controller.js';
import { LodgeBundle } from './lodge-bundle/lodge-bundle.js';
import { MaterialFile } from './material/material-file.entity.js';
import { MaterialReceived } from './material/material-received.entity.js';
import { Notices } from './notice/notices.js';
import { DeferralPromises } from './outstanding-material/deferral-promises.js';
import { DeferralPromise, OutstandingMaterial } from './outstanding-material/outstanding-material.entity.js';
import { ReceiveBundleMaterialController } from './receive-bundle-material/receive-bundle-material.controller.js';
import { ReceiveBundleMaterial } from './receive-bundle-material/receive-bundle-material.js';
import { ReceiveMaterialController } from './receive-material/receive-material.controller.js';
import { ReceiveMaterial } from './receive-material/receive-material.js';
import { RefuseCaseController } from './refuse-case/refuse-case.controller.js';
import { RefuseCase } from './refuse-case/refuse-case.js';
import { RefuseWithdrawalOnWithdrawalRefusedHandler } from './refuse-withdrawal-on-withdrawal-refused/refuse-withdrawal-on-withdrawal-refused.handler.js';
import { RevealApplicantController } from './reveal-applicant/reveal-applicant.controller.js';
import { RevealApplicant } from './reveal-applicant/reveal-applicant.query.js';
import { RevealFormController } from './reveal-form/reveal-form.controller.js';
import { RevealForm } from './reveal-form/reveal-form.query.js';
import { WithdrawCaseController } from './withdraw-case/withdraw-case.controller.js';
import { WithdrawCase } from './withdraw-case/withdraw-case.js';
import { WithdrawalRequest } from './withdrawal/withdrawal.entity.js';

const own = [
  Application,
  ServiceCase,
  MaterialReceived,
  MaterialFile,
  Correction,
  WithdrawalRequest,
  OutstandingMaterial,
  DeferralPromise,
  ItemCopy,
  CalendarCopy,
  BundleCopy,
];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...DOCUMENT_ENTITIES, ...own];
const timers = [SealDocumentTimer, DeemAcceptedTimer, LapseOutstandingMaterialTimer];

const handlers = [
  KeepItemOnItemPublishedHandler,
  KeepItemOnItemWithdrawnHandler,
  KeepCalendarOnCalendarPublishedHandler,
  KeepBundleOnBundlePublishedHandler,
  DecideCaseOnCaseDecidedHandler,
  CloseCaseOnCaseWithdrawnHandler,
  RefuseWithdrawalOnWithdrawalRefusedHandler,
  CloseCaseOnResultDeliveredHandler,
  CloseCaseOnCaseLapsedHandler,
  CloseCaseOnDecisionRevokedHandler,
];

const controllers = [
  LodgeApplicationController,
  LodgeBundleController,
  ReceiveMaterialController,
  ReceiveBundleMaterialController,
  CorrectCaseController,
  CureCaseController,
  CureOutstandingMaterialController,
  AcceptCaseController,
  AcceptApplicationController,
  RefuseCaseController,
  WithdrawCaseController,
  RevealApplicantController,
  RevealFormController,
  FindApplicationsController,
  FindCasesController,
  FindNoticesController,
  FindFilesController,
];

const acts = [
  LodgeApplication,
  LodgeBundle,
  ReceiveBundleMaterial,
  ReceiveMaterial,
  CorrectCase,
  CureCase,
  AcceptCase,
  RefuseCase,
  WithdrawCase,
];
const promises = [DeferralPromises, CureOutstandingMaterial, LapseOutstandingMaterial, LapseOutstandingMaterialTimer];
const heard = [DecideCase, DeemAccepted, DeemAcceptedTimer, CloseWithdrawnCase, LapseCase, CloseRevokedCase];
const reads = [RevealForm, FindApplication, RevealApplicant, FindCases, FindCase, FindNotices, FindFile];

@Module({})
class IntakeModule {}

/** Wires the front desk. @param config its validated environment */
export function intakeModule(config: IntakeConfig): DynamicModule {
  const service = 'intake';
  return {
    module: IntakeModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER, personalKeys: config.PERSONAL_KEYS }),
      DocumentsModule.forService({ sealKeysFile: config.SEAL_KEYS, mode: config.PRESS_MODE }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [
      { provide: IntakeConfig, useValue: config },
      { provide: FileStore, useFactory: () => new FileStore(config.FILES_DIR) },
      Notices,
      Submissions,
      ApplicationAnswers,
      Uploads,
      ...acts,
      ...promises,
      ...heard,
      ...reads,
    ],
  };
}
