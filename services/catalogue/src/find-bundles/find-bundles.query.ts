import { Injectable } from '@nestjs/common';
import type { Page, Tx } from '#lib/persistence';
import type { Member } from '../bundle/bundle-content.js';
import type { Bundle } from '../bundle/bundle.entity.js';
import { getBundle, listBundles } from '../bundle/bundle.repository.js';
import { findItem } from '../item/item.repository.js';
import type { BundleAnswer, BundleGuide, GuideMember, ListBundlesQuery } from './find-bundles.dto.js';

const everywhere = { prefixes: [''] };

/** The bundles (一件事), open to everybody. */
@Injectable()
export class FindBundles {
  async list(tx: Tx, { cursor, limit }: ListBundlesQuery): Promise<Page<BundleAnswer>> {
    const page = await listBundles(tx, everywhere, { cursor, limit });
    return { ...page, items: page.items.map(answerOf) };
  }

  /** The guide of one bundle. @throws DomainError `bundle.not-found` */
  async one(tx: Tx, bundleId: string): Promise<BundleGuide> {
    const answer = answerOf(await getBundle(tx, everywhere, bundleId));
    const members: GuideMember[] = [];
    for (const member of answer.members) members.push(await guideMember(tx, member));
    return { ...answer, members };
  }
}

function answerOf({ version, region, content }: Bundle): BundleAnswer {
  const { findings: _imported, ...said } = content;
  return { ...said, version, region };
}

async function guideMember(tx: Tx, member: Member): Promise<GuideMember> {
  const item = await findItem(tx, everywhere, member.itemId);
  const { name: itemName = '', departmentId = '', departmentName = '' } = item ?? {};
  return { ...member, itemName, departmentId, departmentName };
}
