import { Injectable } from '@nestjs/common';
import type { Page, Tx } from '#lib/persistence';
import { writtenEdition } from '../item/edition.js';
import type { ItemVersion } from '../item/item-version.entity.js';
import { getItem, getItemVersion, listItems } from '../item/item.repository.js';
import type { ItemAnswer, ItemLine, ItemVersionAnswer, ListItemsQuery } from './find-items.dto.js';

/** Guides are public in every region (行政许可法 30). */
const everywhere = { prefixes: [''] };

/** Guides: lists, the newest version, every version that ever was. */
@Injectable()
export class FindItems {
  async list(tx: Tx, { query, departmentId, region, cursor, limit }: ListItemsQuery): Promise<Page<ItemLine>> {
    const page = await listItems(tx, { prefixes: [region ?? ''] }, { query, departmentId, cursor, limit });
    const items = page.items.map((it) => ({
      itemId: it.itemId,
      name: it.name,
      departmentId: it.departmentId,
      departmentName: it.departmentName,
      taskType: it.taskType,
      caseType: it.caseType,
      region: it.region,
      state: it.state,
      version: it.version,
    }));
    return { ...page, items };
  }

  /** The newest published version. @throws DomainError `item.not-found` */
  async get(tx: Tx, itemId: string): Promise<ItemAnswer> {
    const { publishedVersion, state, version } = await getItem(tx, everywhere, itemId);
    const newest = await getItemVersion(tx, everywhere, itemId, publishedVersion);
    return { ...answerOf(newest), state, version };
  }

  /** One version. @throws DomainError `item.not-found` */
  async version(tx: Tx, itemId: string, version: number): Promise<ItemVersionAnswer> {
    return answerOf(await getItemVersion(tx, everywhere, itemId, version));
  }
}

function answerOf({ itemId, version, region, effectiveFrom, publishedAt, content }: ItemVersion): ItemVersionAnswer {
  const { item, guide } = writtenEdition(content);
  return {
    itemId,
    version,
    region,
    effectiveFrom: effectiveFrom.toISOString(),
    publishedAt: publishedAt.toISOString(),
    item,
    guide,
  };
}
