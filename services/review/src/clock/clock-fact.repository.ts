import type { ClockFact } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { ClockFactRow } from './clock-fact.entity.js';

/** Records a fact about a case's clock, with the commit. @returns the row */
export function recordClockFact(tx: Tx, fact: Omit<ClockFactRow, 'factId' | 'at'>): ClockFactRow {
  const row = { ...fact, factId: newId(), at: tx.now };
  tx.append(ClockFactRow, row);
  return row;
}

/** The facts about a case's clock, oldest first; a case has a handful. */
export async function listClockFacts(tx: Tx, caseId: string): Promise<ClockFactRow[]> {
  return tx.find(ClockFactRow, { where: { caseId }, order: { at: 'ASC', factId: 'ASC' }, take: 200 });
}

/** The rows as the calendar library reads them. */
export function asClockFacts(rows: readonly ClockFactRow[]): ClockFact[] {
  return rows.map((row) => ({
    kind: row.kind,
    at: row.at,
    noticeNumber: row.noticeNumber,
    reason: row.reason,
    ...(row.kind === 'extend' && row.days !== null ? { days: row.days } : {}),
    ...(row.kind === 'extend' && row.unit !== null ? { unit: row.unit } : {}),
  }));
}
