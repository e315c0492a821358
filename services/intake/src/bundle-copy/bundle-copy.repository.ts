import { fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { type BundleMember, type BundlePublished, BundlePublishedSchema } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { BundleCopy } from './bundle-copy.entity.js';
import { bundleUnknown } from './bundle-copy.errors.js';

/** Keeps a version of a bundle; the same version heard again changes nothing. */
export async function keepBundle(tx: Tx, bundle: BundlePublished): Promise<void> {
  const content = toJsonString(BundlePublishedSchema, bundle);
  await tx.query('INSERT IGNORE INTO bundle_copy (bundle_id, version, content) VALUES (?, ?, ?)', [
    bundle.bundleId,
    bundle.version,
    content,
  ]);
}

/** The newest version of a bundle. @throws DomainError `bundle.unknown` */
export async function currentBundle(tx: Tx, bundleId: string): Promise<BundlePublished> {
  return bundleOf(await tx.findOne(BundleCopy, { where: { bundleId }, order: { version: 'DESC' } }));
}

/** The version an application was lodged under. @throws DomainError `bundle.unknown` */
export async function getBundleVersion(tx: Tx, bundleId: string, version: number): Promise<BundlePublished> {
  return bundleOf(await tx.findOne(BundleCopy, { where: { bundleId, version } }));
}

/** Which members are applied for: all that are not optional, and the optional ones that were chosen. */
export function chosenMembers(bundle: BundlePublished, chosen: readonly string[]): BundleMember[] {
  return bundle.members.filter(({ itemId, optional }) => !optional || chosen.includes(itemId));
}

function bundleOf(row: BundleCopy | undefined): BundlePublished {
  if (row === undefined) throw bundleUnknown();
  return fromJsonString(BundlePublishedSchema, JSON.stringify(row.content));
}
