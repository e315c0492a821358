import { schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { Recount } from './recount.entity.js';

/** Name of the timer act that recounts. */
export const recountClocks = 'recount-clocks';

/** Cases in one transaction: few enough to lock together for a moment. */
const batch = 25;

const nowhere = '000000';

/**
 * Begins a recalculation of the cases with a clock that is open, or ended since an instant.
 *
 * @param because which calendar or rule, in which version
 * @param since from when the change counts
 */
export async function beginRecount(tx: Tx, because: string, since: Date): Promise<void> {
  const recountId = newId();
  await tx.insert(Recount, { recountId, because, since, afterCase: '', looked: 0, startedAt: tx.now, doneAt: null });
  continueRecount(tx, recountId);
}

/** Has the next batch looked at. */
export function continueRecount(tx: Tx, recountId: string): void {
  schedule(tx, { kind: recountClocks, subjectId: recountId, region: nowhere, dueAt: tx.now });
}

/** A recalculation that is not done, or undefined. */
export async function findOpenRecount(tx: Tx, recountId: string): Promise<Recount | undefined> {
  const it = await tx.findOne(Recount, { where: { recountId } });
  return it?.doneAt === null ? it : undefined;
}

/** Notes how far a recalculation is. */
export async function noteProgress(tx: Tx, it: Recount, cases: readonly string[]): Promise<void> {
  const last = cases.at(-1);
  const change = last === undefined ? { doneAt: tx.now } : { afterCase: last, looked: it.looked + cases.length };
  await tx.update(Recount, { recountId: it.recountId }, change);
}

/** The next cases to look at, in the order of their ids. */
export async function casesToRecount(tx: Tx, { afterCase, since }: Recount): Promise<string[]> {
  const open = (state: string): string =>
    `(SELECT case_id FROM clock WHERE state = '${state}' AND case_id > ? ORDER BY case_id LIMIT ${batch})`;
  const rows = await tx.query<{ case_id: string }[]>(
    `SELECT DISTINCT case_id FROM (
       ${open('running')} UNION ${open('stopped')} UNION
       (SELECT case_id FROM clock WHERE state = 'ended' AND ended_at >= ? AND case_id > ? ORDER BY case_id LIMIT ${batch})
     ) found ORDER BY case_id LIMIT ${batch}`,
    [afterCase, afterCase, since, afterCase],
  );
  return rows.map((row) => row.case_id);
}
