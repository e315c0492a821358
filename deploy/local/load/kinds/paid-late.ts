import { text } from '../../walks/people.js';
import { accept, applicant, lodge } from '../acts.js';
import type { Kind } from '../kind.js';
import { issueBill, refundOf, untilBill } from '../money.js';
import { withdraw } from '../withdrawal.js';

/** Paid after the withdrawal was granted: a late fact, refunded by another cashier than the one who billed. */
export const paidLate: Kind = async (crew, random) => {
  const [clerk, who, cashier] = [crew.clerk(random), applicant(random), crew.cashier(random)];
  const it = await accept(clerk, await lodge(clerk, { itemId: 'GA05' }, who));
  const caseId = text(it, 'caseId');
  const bill = await issueBill(cashier, caseId);
  await crew.payer.untilKnown(text(bill, 'payCode'));
  await withdraw(crew, random, it, { clerk, who, department: 'ga-crj' });
  await untilBill(cashier, bill, 'void', 'withdrawn → bill void');
  await crew.payer.pay(text(bill, 'payCode'));
  const refund = await refundOf(cashier, bill, 'requested', 'paid late → refund opened');
  const path = `/api/fees/refunds/${text(refund, 'refundId')}/approve`;
  await crew.cashier(random, cashier).act('approve refund', path, {}, refund['version']);
  await refundOf(cashier, bill, 'refunded', 'approved → refunded');
  const ends = { intake: 'withdrawn', review: 'withdrawn', dispatch: 'none', certificates: 'none' };
  return [{ caseId, ends: { ...ends, bills: 'void', refunds: 'refunded' } }];
};
