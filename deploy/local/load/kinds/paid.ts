import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, givenOut, lodge } from '../acts.js';
import type { Kind } from '../kind.js';
import { issueBill, untilBill } from '../money.js';

/** Billed, approved and held, paid by pay code, settled by the provider's callback, released, given out. */
export const paid: Kind = async (crew, random) => {
  const [clerk, who, cashier] = [crew.clerk(random), applicant(random), crew.cashier(random)];
  const caseId = text(await accept(clerk, await lodge(clerk, { itemId: 'GA04' }, who)), 'caseId');
  const bill = await issueBill(cashier, caseId);
  await decide(crew.chief(random, 'ga-jj'), caseId, { outcome: 'approved' });
  await crew.payer.pay(text(bill, 'payCode'));
  await untilBill(cashier, bill, 'settled', 'paid → settled');
  await giveOut(crew, random, clerk, caseId, who);
  return [givenOut(caseId, 'valid', { bills: 'settled', refunds: 'none' })];
};
