import type { RegionScope, Tx } from '#lib/persistence';
import { FraudSignal } from './fraud.entity.js';

/** Notes that a staff member was at an address just now. */
export async function noteSighting(tx: Tx, source: string, staffId: string): Promise<void> {
  await tx.query(
    `INSERT INTO staff_sighting (source, staff_id, seen_at) VALUES (?, ?, ?)
     ON DUPLICATE KEY UPDATE seen_at = GREATEST(seen_at, VALUES(seen_at))`,
    [source, staffId, tx.real],
  );
}

/** Who of the staff was at an address since an instant on the wall; the last seen, or undefined. */
export async function findSighting(tx: Tx, source: string, since: Date): Promise<string | undefined> {
  const [row] = await tx.query<{ staffId: string }[]>(
    'SELECT staff_id AS staffId FROM staff_sighting WHERE source = ? AND seen_at >= ? ORDER BY seen_at DESC LIMIT 1',
    [source, since],
  );
  return row?.staffId;
}

/**
 * Waits until whoever rates with one of the same traces has committed, and makes the next wait for this transaction: a
 * count under READ COMMITTED sees none of those that are under way. Everybody takes traces in the same order, so nobody
 * waits for somebody who waits for them.
 */
export async function queueAtTraces(tx: Tx, traces: readonly string[]): Promise<void> {
  if (traces.length === 0) return;
  const rows = traces.map(() => '(?)').join(', ');
  await tx.query(
    `INSERT INTO rating_trace (trace) VALUES ${rows} ON DUPLICATE KEY UPDATE trace = trace`,
    traces.toSorted(),
  );
}

/** Keeps the signs met by a rating. */
export async function keepSignals(tx: Tx, signals: FraudSignal[]): Promise<void> {
  await tx.insert(FraudSignal, signals);
}

/** Signals of a scope, newest first, from a key on; at most `limit + 1`. */
export async function listSignals(
  tx: Tx,
  scope: RegionScope,
  page: { before: string | undefined; limit: number },
): Promise<FraudSignal[]> {
  const query = tx.manager.createQueryBuilder(FraudSignal, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (page.before !== undefined) query.andWhere('one.signalId < :before', { before: page.before });
  return query
    .orderBy('one.signalId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}
