import { Injectable } from '@nestjs/common';
import { authorise, type Caller, findOrganisation, type OrganisationCopy } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { faultsOf } from '../item/item-faults.js';
import { departmentUnknown, itemContradicts, itemLinted, itemStale } from '../item/item.errors.js';
import { findItem, listPeers, publishEdition } from '../item/item.repository.js';
import { blocks, lintItem } from '../lint/lint-item.js';
import { editionOfRequest } from './edition-of-request.js';
import type { PublishedItemAnswer, PublishItemRequest } from './publish-item.dto.js';

const everywhere = { prefixes: [''] };

/** Publishes a version of an item. It belongs to its department's region; a verified one must pass the linter. */
@Injectable()
export class PublishItem {
  /** @throws DomainError `item.stale-version`, `item.department-unknown`, `item.contradicts`, `item.lint-rejected` */
  async execute(tx: Tx, { caller, body }: { caller: Caller; body: PublishItemRequest }): Promise<PublishedItemAnswer> {
    const { itemId, departmentId, version } = body;
    const department = await this.knownDepartment(tx, departmentId, 'departmentId');
    // An id is one item in the whole register: whose it is decides, not whose department is named.
    const current = await findItem(tx, everywhere, itemId);
    const region = current?.region ?? department.region;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    const next = (current?.version ?? 0) + 1;
    if (version !== next) throw itemStale(version, next);
    for (const [index, task] of body.tasks.entries()) {
      await this.knownDepartment(tx, task.departmentId, `tasks.${index}.departmentId`);
    }
    const edition = editionOfRequest(body);
    const faults = faultsOf(edition.item);
    if (faults.length > 0) throw itemContradicts(faults);
    const peers = await listPeers(tx, itemId, edition.guide.baseCode, body.name);
    const findings = lintItem({ ...edition, peers });
    if (body.verification === 'verified' && blocks(findings)) throw itemLinted(findings);
    const effectiveFrom = body.effectiveFrom === undefined ? tx.now : new Date(body.effectiveFrom);
    const it = await publishEdition(tx, current, edition, { region, by, effectiveFrom });
    const { state } = it;
    return { itemId, state, version: it.version, effectiveFrom: effectiveFrom.toISOString(), findings };
  }

  private async knownDepartment(tx: Tx, departmentId: string, field: string): Promise<OrganisationCopy> {
    const department = await findOrganisation(tx, departmentId);
    if (department?.kind !== 'department') throw departmentUnknown(field);
    return department;
  }
}
