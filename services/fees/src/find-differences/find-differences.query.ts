import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx, withinRegion } from '#lib/persistence';
import { answerOf, type DifferenceAnswer } from '../reconciliation/difference.dto.js';
import { listDifferences } from '../reconciliation/difference.repository.js';
import { ProviderStatement } from '../reconciliation/statement.entity.js';
import type { ListDifferencesQuery, ReconciliationLine } from './find-differences.dto.js';

/** Reads what the comparisons found. */
@Injectable()
export class FindDifferences {
  /** The differences of the reader's region, newest first. */
  async list(tx: Tx, caller: Caller, query: ListDifferencesQuery): Promise<Page<DifferenceAnswer>> {
    const scope = await scopeOf(tx, caller);
    const rows = await listDifferences(tx, scope, query, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, ({ differenceId }) => differenceId);
    return { ...page, items: page.items.map(answerOf) };
  }

  /** When a day was compared, and how it came out; at most the last twenty times. */
  async comparisons(tx: Tx, caller: Caller, day: string): Promise<{ items: ReconciliationLine[] }> {
    const scope = await scopeOf(tx, caller);
    const rows = await tx.find(ProviderStatement, { where: { day }, order: { statementId: 'DESC' }, take: 20 });
    const seen = rows.filter(({ region }) => withinRegion(scope, region));
    return {
      items: seen.map(({ lines, matched, comparedAt }) => ({
        day,
        lines,
        matched,
        comparedAt: comparedAt.toISOString(),
      })),
    };
  }
}
