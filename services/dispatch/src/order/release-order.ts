import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { standingHolds } from '../hold/hold.repository.js';
import { requestSms } from '../sms/sms.repository.js';
import type { DispatchOrder } from './order.entity.js';
import { orderDoor } from './order.repository.js';

/** Releases the result when nothing holds it any more, and lets the applicant know. */
export async function releaseWhenFree(tx: Tx, order: DispatchOrder, by: EventAuthority): Promise<void> {
  if (order.state !== 'held') return;
  if ((await standingHolds(tx, order.orderId)).length > 0) return;
  const { orderId, caseId, outcome } = order;
  await orderDoor.advance(tx, order, 'release', by, { orderId, caseId, outcome });
  await requestSms(tx, order);
}
