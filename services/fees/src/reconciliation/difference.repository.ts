import { systemAuthority } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import { Door } from '#lib/messaging';
import { DueTimer, type RegionScope, schedule, type Tx, withinRegion } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { FoundDifference } from './compare-statement.js';
import { Difference } from './difference.entity.js';
import { differenceNotFound } from './difference.errors.js';
import { differenceTransitions } from './difference.states.js';
import type { StatementEntry } from './statement-entries.js';

/** Name of the timer act that compares a day. */
export const reconcileDay = 'reconcile-day';

/** The one door of a difference. */
export const differenceDoor = new Door({
  aggregate: 'difference',
  noun: { zh: '对账差异', en: 'difference' },
  entity: Difference,
  key: 'differenceId',
  transitions: differenceTransitions,
});

/** Has a day compared with its statement, from a moment on. */
export function scheduleReconciling(tx: Tx, day: string, region: string, dueAt: Date): void {
  schedule(tx, { kind: reconcileDay, subjectId: day, region, dueAt });
}

const gatherMilliseconds = 10 * 60_000;
const marginMilliseconds = 60_000;

/**
 * Has a day that was compared, or is just being compared, looked at again: money of it was heard only now. After a night
 * without the provider many come at once, so the look waits for the others, and one that is far enough ahead serves all.
 */
export async function compareAgain(tx: Tx, day: string, region: string): Promise<void> {
  if (day >= chinaDate(tx.now)) return;
  const after = (milliseconds: number): Date => new Date(tx.now.getTime() + milliseconds);
  await tx.writeAppended(DueTimer);
  const planned = await tx.query<object[]>(
    `SELECT timer_id FROM due_timer
      WHERE subject_id = ? AND kind = ? AND state = 'waiting' AND leased_until IS NULL AND due_at > ? LIMIT 1`,
    [day, reconcileDay, after(marginMilliseconds)],
  );
  if (planned.length === 0) scheduleReconciling(tx, day, region, after(gatherMilliseconds));
}

/** The differences of a day by entry and kind, locked: whoever compares comes after whoever settles. */
export async function lockDifferencesOf(tx: Tx, day: string): Promise<Map<string, Difference>> {
  const rows = await tx.find(Difference, {
    where: { day },
    order: { differenceId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(rows.map((row) => [nameOf(row.entryKey, row.kind), row]));
}

/** What a difference is called within its day. */
export const nameOf = (entryKey: string, kind: string): string => `${entryKey} ${kind}`;

/** Closes an open difference on which both sides agree by now; one that a person settled stays as it was settled. */
export async function closeAgreed(tx: Tx, difference: Difference): Promise<void> {
  if (difference.state !== 'open') return;
  await differenceDoor.advance(tx, difference, 'agree', systemAuthority, null);
}

/**
 * Keeps a difference, once for its day, entry and kind, however often the day is compared; what is said differently than
 * the time before is kept as it is said now.
 *
 * @param known how it was kept the time before
 */
export async function keepDifference(
  tx: Tx,
  about: { day: string; region: string },
  found: FoundDifference<StatementEntry>,
  known: Difference | undefined,
): Promise<void> {
  const { kind, key: entryKey, hereFen, thereFen, line } = found;
  const said = {
    hereFen: hereFen === null ? null : String(hereFen),
    thereFen: thereFen === null ? null : String(thereFen),
    payCode: line?.payCode ?? '',
    transactionId: line?.transactionId ?? '',
    paidAt: line?.at ?? null,
  };
  if (known !== undefined) return findAgain(tx, known, said);
  const row = {
    differenceId: newId(),
    ...about,
    kind,
    entryKey,
    ...said,
    reason: '',
    settledBy: null,
    foundAt: tx.now,
    settledAt: null,
  };
  await differenceDoor.enter(tx, row, 'find', systemAuthority, null);
}

type Said = Pick<Difference, 'hereFen' | 'thereFen' | 'payCode' | 'transactionId' | 'paidAt'>;

async function findAgain(tx: Tx, known: Difference, said: Said): Promise<void> {
  const same = known.hereFen === said.hereFen && known.thereFen === said.thereFen && known.payCode === said.payCode;
  if (known.state === 'settled' || (known.state === 'open' && same)) return;
  await differenceDoor.advance(tx, known, 'find-again', systemAuthority, null, said);
}

/** A difference of a region, locked. @throws DomainError `difference.not-found` */
export async function lockDifference(tx: Tx, scope: RegionScope, differenceId: string): Promise<Difference> {
  const lock = { mode: 'pessimistic_write' } as const;
  const found = await tx.findOne(Difference, { where: { differenceId }, lock });
  if (found === undefined || !withinRegion(scope, found.region)) throw differenceNotFound(found !== undefined);
  return found;
}

/** Differences of a scope, newest first, from a key on; at most `limit + 1`. */
export async function listDifferences(
  tx: Tx,
  scope: RegionScope,
  filter: { state?: string | undefined; day?: string | undefined },
  page: { before: string | undefined; limit: number },
): Promise<Difference[]> {
  const query = tx.manager.createQueryBuilder(Difference, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (filter.state !== undefined) query.andWhere('one.state = :state', { state: filter.state });
  if (filter.day !== undefined) query.andWhere('one.day = :day', { day: filter.day });
  if (page.before !== undefined) query.andWhere('one.differenceId < :before', { before: page.before });
  return query
    .orderBy('one.differenceId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}
