import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { DOCUMENT_ENTITIES, DocumentsModule, SealDocumentTimer } from '#lib/seals';
import { ServiceKitModule } from '#lib/service-kit';
import { CallCourierTimer } from './call-courier/call-courier.timer.js';
import { ChaseConsignmentTimer } from './chase-consignment/chase-consignment.timer.js';
import { Consignment, CourierCallback, HandOver } from './consignment/consignment.entity.js';
import { Courier } from './courier/courier.js';
import { DispatchConfig } from './dispatch.config.js';
import { EndedCase } from './ended-case/ended-case.entity.js';
import { FindOrdersController } from './find-orders/find-orders.controller.js';
import { FindOrders } from './find-orders/find-orders.query.js';
import { HandOverApplicationController } from './hand-over-application/hand-over-application.controller.js';
import { HandOverApplication } from './hand-over-application/hand-over-application.js';
import { HandOvers } from './hand-over/hand-overs.js';
import { HandOverResultController } from './hand-over-result/hand-over-result.controller.js';
import { HandOverResult } from './hand-over-result/hand-over-result.js';
import { EndHold } from './hold/end-hold.js';
import { Hold, HoldRelease } from './hold/hold.entity.js';
import { NoteEndOnCaseLapsedHandler } from './note-end-on-case-lapsed/note-end-on-case-lapsed.handler.js';
import { NoteEndOnCaseWithdrawnHandler } from './note-end-on-case-withdrawn/note-end-on-case-withdrawn.handler.js';
import { OpenOrderOnCaseDecidedHandler } from './open-order-on-case-decided/open-order-on-case-decided.handler.js';
import { OpenOrder } from './open-order-on-case-decided/open-order.js';
import { DispatchOrder } from './order/order.entity.js';
import { RecallOrderOnDecisionRevokedHandler } from './recall-order-on-decision-revoked/recall-order-on-decision-revoked.handler.js';
import { RecallOrder } from './recall-order-on-decision-revoked/recall-order.js';
import { ReleaseHoldOnApplicationAnsweredHandler } from './release-hold-on-application-answered/release-hold-on-application-answered.handler.js';
import { ReleaseHoldOnCertificateSealedHandler } from './release-hold-on-certificate-sealed/release-hold-on-certificate-sealed.handler.js';
import { ReleaseHoldOnFeeSettledHandler } from './release-hold-on-fee-settled/release-hold-on-fee-settled.handler.js';
import { ReleaseHoldOnFeeWaivedHandler } from './release-hold-on-fee-waived/release-hold-on-fee-waived.handler.js';
import { ReleaseHoldOnOutstandingMaterialCuredHandler } from './release-hold-on-outstanding-material-cured/release-hold-on-outstanding-material-cured.handler.js';
import { SendResultController } from './send-result/send-result.controller.js';
import { SendResult } from './send-result/send-result.js';
import { SendSmsTimer } from './send-sms/send-sms.timer.js';
import { SmsMessage } from './sms/sms-message.entity.js';
import { TakeCourierCallbackController } from './take-courier-callback/take-courier-callback.controller.js';
import { TakeCourierCallback } from './take-courier-callback/take-courier-callback.js';

const own = [DispatchOrder, Hold, HoldRelease, Consignment, CourierCallback, HandOver, SmsMessage, EndedCase];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...DOCUMENT_ENTITIES, ...own];
const ownTimers = [CallCourierTimer, ChaseConsignmentTimer, SendSmsTimer];
const timers = [SealDocumentTimer, ...ownTimers];

const handlers = [
  OpenOrderOnCaseDecidedHandler,
  NoteEndOnCaseLapsedHandler,
  NoteEndOnCaseWithdrawnHandler,
  ReleaseHoldOnCertificateSealedHandler,
  ReleaseHoldOnApplicationAnsweredHandler,
  ReleaseHoldOnFeeSettledHandler,
  ReleaseHoldOnFeeWaivedHandler,
  ReleaseHoldOnOutstandingMaterialCuredHandler,
  RecallOrderOnDecisionRevokedHandler,
];
const controllers = [
  FindOrdersController,
  HandOverResultController,
  HandOverApplicationController,
  SendResultController,
  TakeCourierCallbackController,
];
const acts = [
  OpenOrder,
  EndHold,
  RecallOrder,
  HandOvers,
  HandOverResult,
  HandOverApplication,
  SendResult,
  TakeCourierCallback,
  FindOrders,
];

@Module({})
class DispatchModule {}

/** Wires the issue desk. @param config its validated environment */
export function dispatchModule(config: DispatchConfig): DynamicModule {
  const service = 'dispatch';
  return {
    module: DispatchModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER, personalKeys: config.PERSONAL_KEYS }),
      DocumentsModule.forService({ sealKeysFile: config.SEAL_KEYS, mode: config.PRESS_MODE }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [{ provide: DispatchConfig, useValue: config }, Courier, ...ownTimers, ...acts],
  };
}
