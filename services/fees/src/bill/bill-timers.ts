import { schedule, type Tx } from '#lib/persistence';
import type { Bill } from './bill.entity.js';

/** Name of the timer act that tells the provider of a bill. */
export const createOrder = 'create-order';

/** Name of the timer act that asks the provider what was paid on a bill. */
export const askAfterBill = 'ask-after-bill';

const askAfterMilliseconds = 24 * 60 * 60_000;

/** The provider is told of a bill at once. */
export function scheduleOrder(tx: Tx, { billId: subjectId, region }: Bill): void {
  schedule(tx, { kind: createOrder, subjectId, region, dueAt: tx.now });
}

/** The provider is asked about a bill in a day of business time, in case its callback went astray. */
export function scheduleAsking(tx: Tx, { billId: subjectId, region }: Bill): void {
  const dueAt = new Date(tx.now.getTime() + askAfterMilliseconds);
  schedule(tx, { kind: askAfterBill, subjectId, region, dueAt });
}
