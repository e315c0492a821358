import { Brackets } from 'typeorm';
import { systemAuthority } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import {
  cursorPage,
  isDuplicateKey,
  type Page,
  parseCursor,
  type RegionScope,
  type Tx,
  withinRegion,
} from '#lib/persistence';
import { type Edition, editionDigest, numbered, writeEdition } from './edition.js';
import { ItemVersion } from './item-version.entity.js';
import { Item } from './item.entity.js';
import { itemNotFound, itemStale } from './item.errors.js';
import { itemTransitions } from './item.states.js';

/** The only writer of items. */
export const itemDoor = new Door({
  aggregate: 'item',
  noun: { zh: '事项', en: 'item' },
  entity: Item,
  key: 'itemId',
  transitions: itemTransitions,
});

/** Which items a list shows. */
export interface ItemFilter {
  /** Part of a name, or a whole item id. */
  query?: string | undefined;
  departmentId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** An item by id, or undefined. */
export async function findItem(tx: Tx, scope: RegionScope, itemId: string): Promise<Item | undefined> {
  const it = await tx.findOne(Item, { where: { itemId } });
  return it !== undefined && withinRegion(scope, it.region) ? it : undefined;
}

/** An item by id. @throws DomainError `item.not-found` */
export async function getItem(tx: Tx, scope: RegionScope, itemId: string): Promise<Item> {
  const it = await findItem(tx, scope, itemId);
  if (it === undefined) throw itemNotFound();
  return it;
}

/** One published version, also of a withdrawn item. @throws DomainError `item.not-found` */
export async function getItemVersion(
  tx: Tx,
  scope: RegionScope,
  itemId: string,
  version: number,
): Promise<ItemVersion> {
  const it = await tx.findOne(ItemVersion, { where: { itemId, version } });
  if (it === undefined || !withinRegion(scope, it.region)) throw itemNotFound();
  return it;
}

/** Published items in the order of their ids. */
export async function listItems(tx: Tx, scope: RegionScope, filter: ItemFilter): Promise<Page<Item>> {
  const query = tx.manager
    .createQueryBuilder(Item, 'i')
    .where(within(scope))
    .andWhere("i.state = 'published'")
    .orderBy('i.itemId')
    .limit(filter.limit + 1);
  if (filter.departmentId !== undefined) {
    query.andWhere('i.departmentId = :departmentId', { departmentId: filter.departmentId });
  }
  if (filter.query !== undefined) {
    const words = { part: `%${literal(filter.query)}%`, whole: filter.query };
    query.andWhere('(i.name LIKE :part OR i.itemId = :whole)', words);
  }
  const after = parseCursor(filter.cursor);
  if (after !== undefined) query.andWhere('i.itemId > :after', { after });
  return cursorPage(await query.getMany(), filter.limit, (it) => it.itemId);
}

/** Other published items with the same base code or the same name, of any region; at most 50 (三级四同). */
export async function listPeers(tx: Tx, itemId: string, baseCode: string, name: string): Promise<Item[]> {
  const query = tx.manager
    .createQueryBuilder(Item, 'i')
    .where("i.itemId <> :itemId AND i.state = 'published'", { itemId })
    .andWhere("(i.name = :name OR (i.baseCode = :baseCode AND i.baseCode <> ''))", { name, baseCode });
  return query.orderBy('i.itemId').limit(50).getMany();
}

/** Whether just this content was published before, in whatever version. */
export async function wasPublished(tx: Tx, edition: Edition): Promise<boolean> {
  const { itemId } = edition.item;
  const same = await tx.findOne(ItemVersion, { where: { itemId, contentSha256: editionDigest(edition) } });
  return same !== undefined;
}

/** Whether a person, and not a load of the seed, published what is in force or took it out of service. */
export async function changedByPerson(tx: Tx, { itemId, state, publishedVersion }: Item): Promise<boolean> {
  if (state === 'withdrawn') return true;
  const newest = await tx.findOne(ItemVersion, { where: { itemId, version: publishedVersion } });
  return newest?.publishedBy !== systemAuthority.personId;
}

/**
 * Puts a version into force: the item's row, the version's row, ItemPublished.
 *
 * @param tx the open transaction
 * @param current the item as read, or undefined for a new one
 * @param edition what it says; its own version number is not looked at
 * @param on where the item belongs, on whose authority, from when cases are taken under the version
 * @returns the item after the act
 */
export async function publishEdition(
  tx: Tx,
  current: Item | undefined,
  edition: Edition,
  on: { region: string; by: EventAuthority; effectiveFrom: Date },
): Promise<Item> {
  const version = (current?.version ?? 0) + 1;
  const content = { item: numbered(edition.item, version), effectiveFrom: on.effectiveFrom.toISOString() };
  const row = { ...columnsOf(edition), publishedVersion: version };
  const { region, by } = on;
  const it = current ?? (await itemDoor.enter(tx, { ...row, region }, 'publish', by, content).catch(meanwhile));
  if (current !== undefined) await itemDoor.advance(tx, current, 'publish', by, content, row);
  await tx.insert(ItemVersion, {
    itemId: it.itemId,
    version,
    region: it.region,
    contentSha256: editionDigest(edition),
    content: writeEdition(edition, version),
    effectiveFrom: on.effectiveFrom,
    publishedAt: tx.now,
    publishedBy: by.personId,
  });
  return it;
}

/** Two published the first version at once: the other one's is there. */
function meanwhile(error: unknown): never {
  throw isDuplicateKey(error) ? itemStale(1, 2) : error;
}

function columnsOf({ item, guide }: Edition): Omit<Item, 'state' | 'version' | 'region' | 'publishedVersion'> {
  const { itemId, name, departmentId, departmentName, taskType, caseType } = item;
  const { baseCode, level } = guide;
  return { itemId, name, departmentId, departmentName, taskType, caseType, baseCode, level };
}

function within(scope: RegionScope): Brackets {
  return new Brackets((where) => {
    // A scope without prefixes sees nothing.
    where.where('1 = 0');
    scope.prefixes.forEach((prefix, n) => where.orWhere(`i.region LIKE :region${n}`, { [`region${n}`]: `${prefix}%` }));
  });
}

/** A reader's % and _ mean themselves. */
const literal = (words: string): string => words.replace(/[\\%_]/g, '\\$&');
