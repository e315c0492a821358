import type { EventAuthority } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import type { DispatchOrder } from '../order/order.entity.js';
import { everywhere, getOrder, orderDoor } from '../order/order.repository.js';
import { Consignment } from './consignment.entity.js';
import { callCourier, chaseConsignment, isOver } from './consignment.repository.js';

/** On whose word a parcel's progress is noted. */
export const courierAuthority: EventAuthority = { personId: 'courier' };

/** What became of a parcel. */
export interface Progress {
  status: 'picked-up' | 'delivered' | 'failed';
  waybill: string;
  /** Why it failed. */
  reason: string;
}

/**
 * Notes what became of a parcel, told in whatever order. What is delivered stays delivered; a consignment that failed
 * cannot fail its order again, for the order may have been sent anew.
 *
 * @param by who says so
 */
export async function noteProgress(
  tx: Tx,
  consignment: Consignment,
  progress: Progress,
  by: EventAuthority,
): Promise<void> {
  const { status } = progress;
  if (consignment.state === 'delivered' || (isOver(consignment) && status !== 'delivered')) return;
  const { consignmentId } = consignment;
  await tx.update(Consignment, { consignmentId }, { state: status, changedAt: tx.now });
  if (status === 'picked-up') return;
  await cancelTimer(tx, callCourier, consignmentId);
  await cancelTimer(tx, chaseConsignment, consignmentId);
  const order = await getOrder(tx, everywhere, consignment.orderId);
  await (status === 'delivered' ? deliver(tx, order, progress, by) : fail(tx, order, progress, by));
}

async function deliver(tx: Tx, order: DispatchOrder, { waybill }: Progress, by: EventAuthority): Promise<void> {
  if (order.state === 'delivered') return;
  const { orderId, caseId, outcome } = order;
  const content = { orderId, caseId, mode: 'courier', outcome, waybill };
  await orderDoor.advance(tx, order, 'deliver', by, content, { deliveredAt: tx.now });
}

async function fail(tx: Tx, order: DispatchOrder, { reason }: Progress, by: EventAuthority): Promise<void> {
  if (order.state !== 'sent') return;
  const { orderId, caseId } = order;
  await orderDoor.advance(tx, order, 'fail', by, { orderId, caseId, mode: 'courier', reason });
}
