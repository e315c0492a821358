import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import type { ReviewCase } from '../case/case.entity.js';
import { isOverdue, listCases } from '../case/case.repository.js';
import type { CaseLine, ListCasesQuery } from './find-cases.dto.js';

/** The work list of the reader's department. */
@Injectable()
export class FindCases {
  async list(tx: Tx, caller: Caller, query: ListCasesQuery): Promise<Page<CaseLine>> {
    const scope = await scopeOf(tx, caller);
    const { state, cursor, limit } = query;
    const overdue = query.overdue === undefined ? undefined : query.overdue === 'true';
    const page = await listCases(tx, scope, { state, overdue, cursor, limit });
    return { ...page, items: page.items.map((it) => lineOf(it, tx.now)) };
  }
}

/** A case as a line. */
export function lineOf(it: ReviewCase, now: Date): CaseLine {
  const { caseId, caseNumber, itemId, itemName, departmentId, region, state, version } = it;
  const { acceptedAt, promisedDueAt, statutoryDueAt } = it;
  const names = { caseId, caseNumber, itemId, itemName, departmentId, region, state, version };
  return { ...names, acceptedAt, promisedDueAt, statutoryDueAt, overdue: isOverdue(it, now) };
}
