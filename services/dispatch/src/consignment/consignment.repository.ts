import { cancelTimer, schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { DispatchOrder } from '../order/order.entity.js';
import { Consignment } from './consignment.entity.js';

/** Name of the timer act that hands a consignment to the courier. */
export const callCourier = 'call-courier';

/** Name of the timer act that asks what became of a consignment. */
export const chaseConsignment = 'chase-consignment';

const chaseAfterMilliseconds = 10 * 24 * 60 * 60_000;

/** Makes a consignment: the courier is called at once, and asked after ten days if it was not heard by then. */
export async function requestConsignment(tx: Tx, { orderId, region }: DispatchOrder): Promise<void> {
  const consignmentId = newId();
  const row = { consignmentId, orderId, region, state: 'requested', waybill: '', requestedAt: tx.now } as const;
  await tx.insert(Consignment, row);
  schedule(tx, { kind: callCourier, subjectId: consignmentId, region, dueAt: tx.now });
  scheduleChase(tx, row);
}

/** Asks after a consignment in ten days of business time. */
export function scheduleChase(
  tx: Tx,
  { consignmentId: subjectId, region }: Pick<Consignment, 'consignmentId' | 'region'>,
): void {
  const dueAt = new Date(tx.now.getTime() + chaseAfterMilliseconds);
  schedule(tx, { kind: chaseConsignment, subjectId, region, dueAt });
}

/**
 * Keeps the courier from being called for an order that is not sent any more. The chase stays: a parcel that is on its way
 * nevertheless is heard of.
 */
export async function callOffCourier(tx: Tx, orderId: string): Promise<void> {
  const waiting = await tx.find(Consignment, { where: { orderId, state: 'requested' }, take: 100 });
  for (const { consignmentId } of waiting) await cancelTimer(tx, callCourier, consignmentId);
}

/** A consignment, locked so that two tidings of it are noted one after the other; `undefined` when we never made it. */
export async function findConsignment(tx: Tx, consignmentId: string): Promise<Consignment | undefined> {
  return tx.findOne(Consignment, { where: { consignmentId }, lock: { mode: 'pessimistic_write' } });
}

/** Whether no more is expected of a consignment: a delivery may still turn up after a failure, nothing else. */
export const isOver = ({ state }: Pick<Consignment, 'state'>): boolean => state === 'delivered' || state === 'failed';
