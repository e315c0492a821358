import { text } from '../walks/people.js';
import type { Seen } from './acts.js';
import type { Walker } from './walker.js';

/** The cashier bills a case as soon as the cash desk has heard of it. @returns the bill as issued */
export async function issueBill(cashier: Walker, caseId: string): Promise<Seen> {
  const bill = await cashier.reach('accepted → cash desk', async () => {
    const { items } = (await cashier.read(`/api/fees/bills?caseId=${caseId}`)) as { items: Seen[] };
    return items[0];
  });
  return cashier.act('issue bill', `/api/fees/bills/${text(bill, 'billId')}/issue`, { lines: [] }, bill['version']);
}

/** Waits until the cash desk says that a bill has come so far. */
export async function untilBill(cashier: Walker, bill: Seen, state: string, step: string): Promise<void> {
  await cashier.reach(step, async () => {
    const seen = await cashier.read(`/api/fees/bills/${text(bill, 'billId')}`);
    return seen['state'] === state ? seen : undefined;
  });
}

/** The refund of a bill, once it is there. @param state that it must have come to */
export async function refundOf(cashier: Walker, bill: Seen, state: string, step: string): Promise<Seen> {
  return cashier.reach(step, async () => {
    const { refunds } = (await cashier.read(`/api/fees/bills/${text(bill, 'billId')}`)) as { refunds: Seen[] };
    return refunds.find((refund) => refund['state'] === state);
  });
}
