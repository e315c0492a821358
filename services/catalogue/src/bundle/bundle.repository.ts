import { Like, MoreThan } from 'typeorm';
import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { type BundleContent, bundleDigest } from './bundle-content.js';
import { Bundle } from './bundle.entity.js';
import { bundleNotFound } from './bundle.errors.js';
import { bundleTransitions } from './bundle.states.js';

/** The one door of a bundle. */
export const bundleDoor = new Door({
  aggregate: 'bundle',
  noun: { zh: '一件事', en: 'bundle' },
  entity: Bundle,
  key: 'bundleId',
  transitions: bundleTransitions,
});

/** A bundle by id. @throws DomainError `bundle.not-found` */
export async function getBundle(tx: Tx, scope: RegionScope, bundleId: string): Promise<Bundle> {
  const it = await tx.findOne(Bundle, { where: { bundleId } });
  if (it === undefined || !withinRegion(scope, it.region)) throw bundleNotFound();
  return it;
}

/** Bundles in the order of their ids. */
export async function listBundles(
  tx: Tx,
  scope: RegionScope,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Bundle>> {
  const after = MoreThan(parseCursor(cursor) ?? '');
  const where = scope.prefixes.map((prefix) => ({ bundleId: after, region: Like(`${prefix}%`) }));
  // An empty list of alternatives would mean every row.
  if (where.length === 0) return { items: [] };
  const rows = await tx.find(Bundle, { where, order: { bundleId: 'ASC' }, take: limit + 1 });
  return cursorPage(rows, limit, (it) => it.bundleId);
}

/**
 * Puts a bundle into force unless it already says just this.
 *
 * @param tx the open transaction
 * @param content what it says
 * @param on where it belongs, on whose authority
 * @returns whether a version was published
 */
export async function publishBundle(
  tx: Tx,
  content: BundleContent,
  on: { region: string; by: EventAuthority },
): Promise<boolean> {
  const { bundleId, name, leadDepartmentId } = content;
  const contentSha256 = bundleDigest(content);
  const current = await tx.findOne(Bundle, { where: { bundleId } });
  if (current?.contentSha256 === contentSha256) return false;
  const version = (current?.version ?? 0) + 1;
  const said = { bundleId, version, name, leadDepartmentId, ...announcedOf(content) };
  const row = { bundleId, name, leadDepartmentId, contentSha256, content };
  if (current === undefined) await bundleDoor.enter(tx, { ...row, region: on.region }, 'publish', on.by, said);
  else await bundleDoor.advance(tx, current, 'publish', on.by, said, row);
  return true;
}

/** What the front desk needs to take the bundle in. */
function announcedOf({ members, materialSet, formSchema, promisedLimit }: BundleContent) {
  return {
    members: members.map(({ itemId, role, after, optional }) => ({ itemId, role, after: [...after], optional })),
    materials: materialSet.map(({ ref, name, uses }) => ({ ref, name, uses: [...uses] })),
    formSchema: formSchema === null ? '' : JSON.stringify(formSchema),
    promisedLimit,
  };
}
