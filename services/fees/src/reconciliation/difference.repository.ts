import { systemAuthority } from '#lib/access';
import { Door } from '#lib/messaging';
import { type RegionScope, schedule, type Tx, withinRegion } from '#lib/persistence';
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
export async function scheduleReconciling(tx: Tx, day: string, region: string, dueAt: Date): Promise<void> {
  await schedule(tx, { kind: reconcileDay, subjectId: day, region, dueAt });
}

/** Keeps a difference, once for its day, entry and kind, however often the day is compared. */
export async function keepDifference(
  tx: Tx,
  about: { day: string; region: string },
  found: FoundDifference<StatementEntry>,
): Promise<void> {
  const { kind, key: entryKey, hereFen, thereFen, line } = found;
  const known = await tx.findOne(Difference, { where: { day: about.day, entryKey, kind } });
  if (known !== undefined) return;
  const row = {
    differenceId: newId(),
    ...about,
    kind,
    entryKey,
    hereFen: hereFen === null ? null : String(hereFen),
    thereFen: thereFen === null ? null : String(thereFen),
    payCode: line?.payCode ?? '',
    transactionId: line?.transactionId ?? '',
    paidAt: line?.at ?? null,
    reason: '',
    settledBy: null,
    foundAt: tx.now,
    settledAt: null,
  };
  await differenceDoor.enter(tx, row, 'find', systemAuthority, null);
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
