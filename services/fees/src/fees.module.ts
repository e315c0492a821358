import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { DOCUMENT_ENTITIES, DocumentsModule, SealDocumentTimer } from '#lib/seals';
import { ServiceKitModule } from '#lib/service-kit';
import { ApproveRefundController } from './approve-refund/approve-refund.controller.js';
import { ApproveRefund } from './approve-refund/approve-refund.js';
import { AskAfterBillTimer } from './ask-after-bill/ask-after-bill.timer.js';
import { Bill, BillLine, PlannedLine } from './bill/bill.entity.js';
import { EndBills } from './bill/end-bills.js';
import { ChargedCase } from './charged-case/charged-case.entity.js';
import { CreateOrderTimer } from './create-order/create-order.timer.js';
import { DeclineRefundController } from './decline-refund/decline-refund.controller.js';
import { DeclineRefund } from './decline-refund/decline-refund.js';
import { FeeSchedule } from './fee-schedule/fee-schedule.entity.js';
import { FeesConfig } from './fees.config.js';
import { FindBillsController } from './find-bills/find-bills.controller.js';
import { FindBills } from './find-bills/find-bills.query.js';
import { FindDifferencesController } from './find-differences/find-differences.controller.js';
import { FindDifferences } from './find-differences/find-differences.query.js';
import { FindRefundsController } from './find-refunds/find-refunds.controller.js';
import { FindRefunds } from './find-refunds/find-refunds.query.js';
import { IssueBillController } from './issue-bill/issue-bill.controller.js';
import { IssueBill } from './issue-bill/issue-bill.js';
import { KeepScheduleOnItemPublishedHandler } from './keep-schedule-on-item-published/keep-schedule-on-item-published.handler.js';
import { OpenBillsOnCaseAcceptedHandler } from './open-bills-on-case-accepted/open-bills-on-case-accepted.handler.js';
import { OpenBills } from './open-bills-on-case-accepted/open-bills.js';
import { PayRefundTimer } from './pay-refund/pay-refund.timer.js';
import { Payment, ProviderCallback } from './payment/payment.entity.js';
import { Payments } from './payment/payments.js';
import { Posting } from './posting/posting.entity.js';
import { PaymentProvider } from './provider/payment-provider.js';
import { Receipt } from './receipt/receipt.entity.js';
import { Receipts } from './receipt/receipts.js';
import { ReconcileDay } from './reconcile-day/reconcile-day.js';
import { ReconcileDayTimer } from './reconcile-day/reconcile-day.timer.js';
import { ReconcileEveryDayTimer } from './reconcile-every-day/reconcile-every-day.timer.js';
import { Difference } from './reconciliation/difference.entity.js';
import { ProviderStatement } from './reconciliation/statement.entity.js';
import { Refund } from './refund/refund.entity.js';
import { RequestReconciliationController } from './request-reconciliation/request-reconciliation.controller.js';
import { RequestReconciliation } from './request-reconciliation/request-reconciliation.js';
import { RequestRefundController } from './request-refund/request-refund.controller.js';
import { RequestRefund } from './request-refund/request-refund.js';
import { SettleDifferenceController } from './settle-difference/settle-difference.controller.js';
import { SettleDifference } from './settle-difference/settle-difference.js';
import { TakePaymentCallbackController } from './take-payment-callback/take-payment-callback.controller.js';
import { TakePaymentCallback } from './take-payment-callback/take-payment-callback.js';
import { VoidBillsOnCaseDecidedHandler } from './void-bills-on-case-decided/void-bills-on-case-decided.handler.js';
import { VoidBillsOnCaseLapsedHandler } from './void-bills-on-case-lapsed/void-bills-on-case-lapsed.handler.js';
import { VoidBillsOnCaseWithdrawnHandler } from './void-bills-on-case-withdrawn/void-bills-on-case-withdrawn.handler.js';
import { WaiveFeeController } from './waive-fee/waive-fee.controller.js';
import { WaiveFee } from './waive-fee/waive-fee.js';
import { Waiver } from './waiver/waiver.entity.js';

const bills = [ChargedCase, FeeSchedule, Bill, PlannedLine, BillLine, Waiver, Receipt];
const money = [Posting, Payment, ProviderCallback, Refund, ProviderStatement, Difference];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...DOCUMENT_ENTITIES, ...bills, ...money];

const ownTimers = [CreateOrderTimer, AskAfterBillTimer, PayRefundTimer, ReconcileDayTimer, ReconcileEveryDayTimer];
const timers = [SealDocumentTimer, ...ownTimers];

const handlers = [
  KeepScheduleOnItemPublishedHandler,
  OpenBillsOnCaseAcceptedHandler,
  VoidBillsOnCaseDecidedHandler,
  VoidBillsOnCaseLapsedHandler,
  VoidBillsOnCaseWithdrawnHandler,
];
const controllers = [
  FindBillsController,
  IssueBillController,
  WaiveFeeController,
  RequestRefundController,
  FindRefundsController,
  ApproveRefundController,
  DeclineRefundController,
  RequestReconciliationController,
  FindDifferencesController,
  SettleDifferenceController,
  TakePaymentCallbackController,
];
const heard = [OpenBills, EndBills, ReconcileDay];
const acts = [
  IssueBill,
  WaiveFee,
  RequestRefund,
  ApproveRefund,
  DeclineRefund,
  RequestReconciliation,
  SettleDifference,
];
const reads = [FindBills, FindRefunds, FindDifferences];
const outside = [PaymentProvider, TakePaymentCallback, Payments, Receipts];

@Module({})
class FeesModule {}

/** Wires the cashier’s office. @param config its validated environment */
export function feesModule(config: FeesConfig): DynamicModule {
  const service = 'fees';
  return {
    module: FeesModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
      DocumentsModule.forService({ sealKeysFile: config.SEAL_KEYS, mode: config.PRESS_MODE, content: 'clear' }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [{ provide: FeesConfig, useValue: config }, ...ownTimers, ...heard, ...acts, ...reads, ...outside],
  };
}
