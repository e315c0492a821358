import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { lockBill } from '../bill/bill.repository.js';
import { paymentUnknown } from '../payment/payment.errors.js';
import { findPayment } from '../payment/payment.repository.js';
import { answerOf, type RefundAnswer } from '../refund/refund.dto.js';
import { billNotSettled, refundExists, refundTooMuch } from '../refund/refund.errors.js';
import { isAskedFor, openRefundOfRevenue, refundableOf } from '../refund/refund.repository.js';

/** What asking for a refund needs. */
export interface RequestRefundInput {
  caller: Caller;
  billId: string;
  transactionId: string;
  amountFen: string;
  reason: string;
}

/** A cashier asks that money go back for a reason of their own; somebody else must approve it. */
@Injectable()
export class RequestRefund {
  /** @throws DomainError `bill.not-found`, `payment.unknown`, `refund.*`, `authority.*` */
  async execute(tx: Tx, input: RequestRefundInput): Promise<RefundAnswer> {
    const { caller, billId, transactionId, reason } = input;
    const bill = await lockBill(tx, await scopeOf(tx, caller), billId);
    const by = await authorise(tx, caller, { region: bill.region });
    if (bill.state !== 'settled') throw billNotSettled();
    const payment = await findPayment(tx, transactionId);
    if (payment?.billId !== billId) throw paymentUnknown();
    if (await isAskedFor(tx, transactionId)) throw refundExists();
    const amountFen = BigInt(input.amountFen);
    const left = await refundableOf(tx, payment);
    if (amountFen > left) throw refundTooMuch(left);
    const request = { transactionId, amountFen, reasonClass: 'asked', reason, requestedBy: by.personId } as const;
    return answerOf(await openRefundOfRevenue(tx, bill, request, by));
  }
}
