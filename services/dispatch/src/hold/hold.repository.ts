import type { Tx } from '#lib/persistence';
import { Hold, HoldRelease } from './hold.entity.js';

/** Which hold is meant. */
export interface HoldKey {
  kind: string;
  ref: string;
}

/** Places the holds of a plan on an order. */
export async function placeHolds(tx: Tx, orderId: string, holds: HoldKey[]): Promise<void> {
  await tx.insert(
    Hold,
    holds.map(({ kind, ref }) => ({ orderId, kind, ref })),
  );
}

/** Ends a hold once; one that was never placed or has ended changes nothing. */
export async function releaseHold(tx: Tx, orderId: string, { kind, ref }: HoldKey, eventId: string): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO hold_release (order_id, kind, ref, event_id, at)
     SELECT order_id, kind, ref, ?, ? FROM hold WHERE order_id = ? AND kind = ? AND ref = ?`,
    [eventId, tx.now, orderId, kind, ref],
  );
}

/** The holds of an order that have not ended; a plan has a handful. */
export async function standingHolds(tx: Tx, orderId: string): Promise<HoldKey[]> {
  const placed = await tx.find(Hold, { where: { orderId }, take: 100 });
  const ended = await tx.find(HoldRelease, { where: { orderId }, take: 100 });
  const over = new Set(ended.map(({ kind, ref }) => `${kind} ${ref}`));
  return placed.map(({ kind, ref }) => ({ kind, ref })).filter(({ kind, ref }) => !over.has(`${kind} ${ref}`));
}
