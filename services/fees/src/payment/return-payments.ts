import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import type { Bill } from '../bill/bill.entity.js';
import { post } from '../posting/posting.repository.js';
import { declineRefund, lockAskedFor, openRefundOfRevenue, refundableOf } from '../refund/refund.repository.js';
import type { RefundReason } from '../refund/refund.states.js';
import { paymentsOf } from './payment.repository.js';

/** What is still to be paid on a billed bill, in fen. */
export async function owedOn(tx: Tx, { billId, amountFen }: Bill): Promise<bigint> {
  const payments = await paymentsOf(tx, billId);
  return payments.reduce((owed, { creditedFen }) => owed - BigInt(creditedFen), BigInt(amountFen));
}

/** What is still owed on a billed bill is owed no more; call it while the bill is billed. */
export async function writeOff(tx: Tx, bill: Bill): Promise<void> {
  const amountFen = await owedOn(tx, bill);
  if (amountFen > 0n)
    await post(tx, `off:${bill.billId}`, bill, [{ debit: 'revenue', credit: 'receivable', amountFen }]);
}

/** Why a request is put aside that nobody judged before all of the money was owed. */
const goesBackAnyway = '缴款应全额退还,已另开退费单。';

/**
 * Opens refunds of all that was paid on a bill and is not on its way back yet; a second call finds nothing left. What a
 * cashier had asked for and nobody judged is owed from now on, and can be declined no more.
 */
export async function returnPayments(tx: Tx, bill: Bill, reasonClass: RefundReason, by: EventAuthority): Promise<void> {
  for (const asked of await lockAskedFor(tx, bill.billId)) await declineRefund(tx, asked, by, goesBackAnyway);
  for (const payment of await paymentsOf(tx, bill.billId)) {
    const amountFen = await refundableOf(tx, payment);
    if (amountFen === 0n) continue;
    const { transactionId } = payment;
    const request = { transactionId, amountFen, reasonClass, reason: '', requestedBy: by.personId };
    await openRefundOfRevenue(tx, bill, request, by);
  }
}
