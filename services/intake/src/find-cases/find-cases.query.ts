import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { listCases } from '../case/case.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import { rowOf } from './case-row.js';
import type { CasePage, FindCasesQuery } from './find-cases.dto.js';

/** Lists cases, newest first. */
@Injectable()
export class FindCases {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `authority.*` */
  async execute(tx: Tx, caller: Caller, query: FindCasesQuery): Promise<CasePage> {
    const { items, next } = await listCases(tx, await readerScope(tx, caller), query, query);
    const rows = items.map((it) => rowOf(this.vault, it));
    return next === undefined ? { items: rows } : { items: rows, next };
  }
}
