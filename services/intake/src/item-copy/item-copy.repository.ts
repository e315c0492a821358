import { fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { type ServiceItem, ServiceItemSchema } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { ItemCopy } from './item-copy.entity.js';
import { itemUnknown, itemWithdrawn } from './item-copy.errors.js';

/** Keeps a version of an item. A withdrawal of it that was heard first stays. */
export async function keepItem(tx: Tx, item: ServiceItem, effectiveFrom: Date): Promise<void> {
  const content = toJsonString(ServiceItemSchema, item);
  await tx.query(
    `INSERT INTO item_copy (item_id, version, content, effective_from, withdrawn)
     VALUES (?, ?, ?, ?, 0)
     ON DUPLICATE KEY UPDATE content = VALUES(content), effective_from = VALUES(effective_from)`,
    [item.itemId, item.version, content, effectiveFrom],
  );
}

/** Marks a version as withdrawn, whether or not it was heard yet. */
export async function markWithdrawn(tx: Tx, itemId: string, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO item_copy (item_id, version, content, effective_from, withdrawn)
     VALUES (?, ?, NULL, NULL, 1) ON DUPLICATE KEY UPDATE withdrawn = 1`,
    [itemId, version],
  );
}

/**
 * The version of an item that takes cases now: the newest in force.
 *
 * @throws DomainError `item.unknown`, `item.withdrawn`
 */
export async function currentItem(tx: Tx, itemId: string): Promise<ServiceItem> {
  const rows = await tx.find(ItemCopy, { where: { itemId }, order: { version: 'DESC' }, take: 50 });
  const newest = rows.find((row) => row.withdrawn || (row.effectiveFrom !== null && row.effectiveFrom <= tx.now));
  if (newest === undefined) throw itemUnknown();
  if (newest.withdrawn) throw itemWithdrawn();
  return itemOf(newest);
}

/** The version a case was lodged under. @throws DomainError `item.unknown` */
export async function getItemVersion(tx: Tx, itemId: string, version: number): Promise<ServiceItem> {
  const row = await tx.findOne(ItemCopy, { where: { itemId, version } });
  if (row === undefined) throw itemUnknown();
  return itemOf(row);
}

function itemOf(row: ItemCopy): ServiceItem {
  if (row.content === null) throw itemUnknown();
  return fromJsonString(ServiceItemSchema, JSON.stringify(row.content));
}
