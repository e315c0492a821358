import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { CalendarCopy } from '#lib/calendar-copies';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { AnswerRectificationController } from './answer-rectification/answer-rectification.controller.js';
import { AnswerRectification } from './answer-rectification/answer-rectification.js';
import { AppealRatingController } from './appeal-rating/appeal-rating.controller.js';
import { AppealRating } from './appeal-rating/appeal-rating.js';
import { CallBackRaterController } from './call-back-rater/call-back-rater.controller.js';
import { CallBackRater } from './call-back-rater/call-back-rater.js';
import { CloseRectificationController } from './close-rectification/close-rectification.controller.js';
import { CloseRectification } from './close-rectification/close-rectification.js';
import { ContactRaterController } from './contact-rater/contact-rater.controller.js';
import { ContactRater } from './contact-rater/contact-rater.js';
import { DefaultEvaluationTimer } from './default-evaluation/default-evaluation.timer.js';
import { DismissAppealController } from './dismiss-appeal/dismiss-appeal.controller.js';
import { DismissAppeal } from './dismiss-appeal/dismiss-appeal.js';
import { EvaluateByInvitationController } from './evaluate-by-invitation/evaluate-by-invitation.controller.js';
import { EvaluateByInvitation } from './evaluate-by-invitation/evaluate-by-invitation.js';
import { EvaluateServiceController } from './evaluate-service/evaluate-service.controller.js';
import { EvaluateService } from './evaluate-service/evaluate-service.js';
import { EvaluationConfig } from './evaluation.config.js';
import { Evaluation } from './evaluation/evaluation.entity.js';
import { GiveEvaluation } from './evaluation/give-evaluation.js';
import { FindFraudSignalsController } from './find-fraud-signals/find-fraud-signals.controller.js';
import { FindFraudSignals } from './find-fraud-signals/find-fraud-signals.query.js';
import { FindIndicatorsController } from './find-indicators/find-indicators.controller.js';
import { FindIndicators } from './find-indicators/find-indicators.query.js';
import { FindOccasionsController } from './find-occasions/find-occasions.controller.js';
import { FindOccasions } from './find-occasions/find-occasions.query.js';
import { FindRectificationsController } from './find-rectifications/find-rectifications.controller.js';
import { FindRectifications } from './find-rectifications/find-rectifications.query.js';
import { FollowCaseOnApplicationLodgedHandler } from './follow-case-on-application-lodged/follow-case-on-application-lodged.handler.js';
import { Digests } from './fraud/digests.js';
import { FraudSignal, RatingTrace, StaffSighting } from './fraud/fraud.entity.js';
import { Indicator } from './indicator/indicator.entity.js';
import { Invitation } from './invitation/invitation.entity.js';
import { InviteToEvaluateController } from './invite-to-evaluate/invite-to-evaluate.controller.js';
import { InviteToEvaluate } from './invite-to-evaluate/invite-to-evaluate.js';
import { KeepCalendarOnCalendarPublishedHandler } from './keep-calendar-on-calendar-published/keep-calendar-on-calendar-published.handler.js';
import { NoteStaffAddress } from './note-staff-address/note-staff-address.js';
import { Occasion } from './occasion/occasion.entity.js';
import { OpenOccasion } from './occasion/open-occasion.js';
import { OpenOccasionOnApplicationWithdrawnHandler } from './open-occasion-on-application-withdrawn/open-occasion-on-application-withdrawn.handler.js';
import { OpenOccasionOnCaseAcceptedHandler } from './open-occasion-on-case-accepted/open-occasion-on-case-accepted.handler.js';
import { OpenOccasionOnCaseLapsedHandler } from './open-occasion-on-case-lapsed/open-occasion-on-case-lapsed.handler.js';
import { OpenOccasionOnCaseRefusedHandler } from './open-occasion-on-case-refused/open-occasion-on-case-refused.handler.js';
import { OpenOccasionOnCaseWithdrawnHandler } from './open-occasion-on-case-withdrawn/open-occasion-on-case-withdrawn.handler.js';
import { OpenOccasionOnCorrectionRequestedHandler } from './open-occasion-on-correction-requested/open-occasion-on-correction-requested.handler.js';
import { OpenOccasionOnResultDeliveredHandler } from './open-occasion-on-result-delivered/open-occasion-on-result-delivered.handler.js';
import { RatedCase } from './rated-case/rated-case.entity.js';
import { Rectification } from './rectification/rectification.entity.js';
import { ReopenRectificationController } from './reopen-rectification/reopen-rectification.controller.js';
import { ReopenRectification } from './reopen-rectification/reopen-rectification.js';
import { RevealTextsController } from './reveal-texts/reveal-texts.controller.js';
import { RevealTexts } from './reveal-texts/reveal-texts.js';
import { UpholdAppealController } from './uphold-appeal/uphold-appeal.controller.js';
import { UpholdAppeal } from './uphold-appeal/uphold-appeal.js';
import { WrittenText } from './written-text/written-text.entity.js';

const ratings = [RatedCase, Occasion, Evaluation, WrittenText, Invitation, StaffSighting, RatingTrace, FraudSignal];
const own = [...ratings, Rectification, Indicator, CalendarCopy];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...own];
const timers = [DefaultEvaluationTimer];

const handlers = [
  FollowCaseOnApplicationLodgedHandler,
  OpenOccasionOnCorrectionRequestedHandler,
  OpenOccasionOnCaseAcceptedHandler,
  OpenOccasionOnCaseRefusedHandler,
  OpenOccasionOnApplicationWithdrawnHandler,
  OpenOccasionOnCaseWithdrawnHandler,
  OpenOccasionOnCaseLapsedHandler,
  OpenOccasionOnResultDeliveredHandler,
  KeepCalendarOnCalendarPublishedHandler,
];
const controllers = [
  EvaluateServiceController,
  InviteToEvaluateController,
  EvaluateByInvitationController,
  RevealTextsController,
  ContactRaterController,
  AnswerRectificationController,
  AppealRatingController,
  UpholdAppealController,
  DismissAppealController,
  CallBackRaterController,
  ReopenRectificationController,
  CloseRectificationController,
  FindOccasionsController,
  FindRectificationsController,
  FindFraudSignalsController,
  FindIndicatorsController,
];
const rating = [Digests, GiveEvaluation, OpenOccasion, EvaluateService, InviteToEvaluate, EvaluateByInvitation];
const rectifying = [
  ContactRater,
  AnswerRectification,
  AppealRating,
  UpholdAppeal,
  DismissAppeal,
  CallBackRater,
  ReopenRectification,
  CloseRectification,
];
const reading = [RevealTexts, FindOccasions, FindRectifications, FindFraudSignals, FindIndicators];

@Module({})
class EvaluationModule {}

/** Wires the office of evaluations. @param config its validated environment */
export function evaluationModule(config: EvaluationConfig): DynamicModule {
  const service = 'evaluation';
  return {
    module: EvaluationModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [
      { provide: EvaluationConfig, useValue: config },
      { provide: APP_INTERCEPTOR, useClass: NoteStaffAddress },
      ...timers,
      ...rating,
      ...rectifying,
      ...reading,
    ],
  };
}
