import { Injectable } from '@nestjs/common';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import { LateFactRow } from '#lib/messaging';
import { cancelTimer, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { Bill } from '../bill/bill.entity.js';
import { billDoor } from '../bill/bill.repository.js';
import { askAfterBill } from '../bill/bill-timers.js';
import { paymentMovements } from '../posting/accounts.js';
import { post } from '../posting/posting.repository.js';
import { Receipts } from '../receipt/receipts.js';
import { compareAgain } from '../reconciliation/difference.repository.js';
import { openRefund } from '../refund/refund.repository.js';
import type { RefundReason } from '../refund/refund.states.js';
import { Payment } from './payment.entity.js';
import { paymentAltered } from './payment.errors.js';
import { findPayment } from './payment.repository.js';
import { owedOn } from './return-payments.js';

/** On whose word a payment is recorded. */
export const providerAuthority: EventAuthority = { personId: 'payment-provider' };

/** Money that was paid, as the provider tells it. */
export interface Paid {
  transactionId: string;
  amountFen: bigint;
  paidAt: Date;
}

/** Why money that settles nothing goes back, by the state it met. */
const surplusReason = { billed: 'overpaid', settled: 'paid-twice', void: 'case-ended', waived: 'other' } as const;

/** Records what was paid, once for each transaction of the provider, whoever tells of it and whatever the bill is by then. */
@Injectable()
export class Payments {
  constructor(private readonly receipts: Receipts) {}

  /**
   * @param bill locked
   * @param paid what the provider says
   * @param heardBy callback | inquiry | statement
   * @throws DomainError `payment.altered`
   */
  async record(tx: Tx, bill: Bill, paid: Paid, heardBy: string): Promise<void> {
    const known = await findPayment(tx, paid.transactionId);
    if (known !== undefined) {
      if (known.billId !== bill.billId || BigInt(known.amountFen) !== paid.amountFen) throw paymentAltered();
      return;
    }
    const owed = bill.state === 'billed' ? await owedOn(tx, bill) : 0n;
    const credited = paid.amountFen < owed ? paid.amountFen : owed;
    await keep(tx, bill, paid, credited, heardBy);
    if (bill.state === 'void' || bill.state === 'waived') await noteLate(tx, bill);
    const surplus = paid.amountFen - credited;
    const settles = credited > 0n && credited === owed;
    if (surplus > 0n) await giveBack(tx, bill, paid, surplus);
    if (settles) await this.settle(tx, bill, paid);
  }

  private async settle(tx: Tx, bill: Bill, { transactionId: paymentId }: Paid): Promise<void> {
    const { billId, caseId, timing, amountFen } = bill;
    const receiptNumber = await this.receipts.issue(tx, bill, providerAuthority);
    const content = { billId, caseId, timing, amountFen: BigInt(amountFen), paymentId, receiptNumber };
    await billDoor.advance(tx, bill, 'settle', providerAuthority, content, { settledAt: tx.now });
    await cancelTimer(tx, askAfterBill, billId);
  }
}

async function keep(tx: Tx, bill: Bill, paid: Paid, creditedFen: bigint, heardBy: string): Promise<void> {
  const { transactionId, amountFen, paidAt } = paid;
  const statementDay = chinaDate(paidAt);
  await tx.insert(Payment, {
    transactionId,
    billId: bill.billId,
    amountFen: String(amountFen),
    creditedFen: String(creditedFen),
    paidAt,
    statementDay,
    heardBy,
    recordedAt: tx.now,
  });
  await post(tx, `paid:${transactionId}`, bill, paymentMovements(amountFen, creditedFen));
  await compareAgain(tx, statementDay, bill.region);
}

/** Money that settles nothing is owed to the payer from the moment it is here; somebody else than the biller approves. */
async function giveBack(tx: Tx, bill: Bill, { transactionId }: Paid, amountFen: bigint): Promise<void> {
  const reasonClass: RefundReason = bill.state === 'unbilled' ? 'other' : surplusReason[bill.state];
  await openRefund(tx, bill, { transactionId, amountFen, reasonClass, reason: '', requestedBy: 'system' });
}

/** A payment after the outcome is a fact with a remedy, never an error. */
async function noteLate(tx: Tx, bill: Bill): Promise<void> {
  await tx.insert(LateFactRow, {
    handler: 'record-payment',
    eventId: newId(),
    aggregateId: bill.billId,
    type: 'payment',
    state: bill.state,
    remedy:
      '已开立退费单,由开单人以外的收费员批准退还。A refund was opened; a cashier other than the biller approves it.',
    recordedAt: tx.now,
  });
}
