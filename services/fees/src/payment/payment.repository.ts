import type { Tx } from '#lib/persistence';
import { Payment } from './payment.entity.js';

/** A payment by the provider's transaction, or undefined. */
export async function findPayment(tx: Tx, transactionId: string): Promise<Payment | undefined> {
  return tx.findOne(Payment, { where: { transactionId } });
}

/** The payments of a bill, in the order they were heard; nobody pays a bill a hundred times. */
export async function paymentsOf(tx: Tx, billId: string): Promise<Payment[]> {
  return tx.find(Payment, { where: { billId }, order: { recordedAt: 'ASC', transactionId: 'ASC' }, take: 100 });
}
