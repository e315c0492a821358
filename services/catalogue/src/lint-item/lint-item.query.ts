import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { readEdition } from '../item/edition.js';
import { getItem, getItemVersion, listPeers } from '../item/item.repository.js';
import { blocks, lintItem } from '../lint/lint-item.js';
import type { ItemFindings } from './lint-item.dto.js';

/** The work list of whoever verifies an item. */
@Injectable()
export class LintItem {
  /** @throws DomainError `item.not-found` for an item outside the reader's region, too */
  async get(tx: Tx, caller: Caller, itemId: string): Promise<ItemFindings> {
    const scope = await scopeOf(tx, caller);
    const { publishedVersion: version } = await getItem(tx, scope, itemId);
    const edition = readEdition((await getItemVersion(tx, scope, itemId, version)).content);
    const { item, guide } = edition;
    const peers = await listPeers(tx, itemId, guide.baseCode, item.name);
    const findings = [...edition.findings, ...lintItem({ item, guide, peers })];
    return { itemId, version, verification: item.verification, blocking: blocks(findings), findings };
  }
}
