import type { SelectQueryBuilder } from 'typeorm';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { DueTimer } from './due-timer.entity.js';

/** What the next look at the timers is about. */
export interface NextTimer {
  due: boolean;
  /** Milliseconds until the first of them is due, or free again; Infinity when none waits. */
  within: number;
}

/** Timers of these kinds that nobody holds, first due first. */
function free(tx: Tx, kinds: readonly string[]): SelectQueryBuilder<DueTimer> {
  return tx.manager
    .createQueryBuilder(DueTimer, 'timer')
    .where('timer.state = :state', { state: 'waiting' })
    .andWhere('(timer.leasedUntil IS NULL OR timer.leasedUntil < UTC_TIMESTAMP(3))')
    .andWhere('timer.kind IN (:...kinds)', { kinds })
    .orderBy('timer.dueAt');
}

/** What a look is about: kinds of timers, and the instant until which their dates have come. */
export interface Wanted {
  kinds: readonly string[];
  until: Date;
}

/** Locks timers that are due and that no other runner has locked or leased. */
export async function lockDue(tx: Tx, { kinds, until }: Wanted, limit: number): Promise<DueTimer[]> {
  if (kinds.length === 0) return [];
  return free(tx, kinds)
    .andWhere('timer.dueAt <= :until', { until })
    .limit(limit)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
}

/** When there will be something to do: one statement, no locks, from the index of due rows. */
export async function nextTimer(tx: Tx, { kinds, until }: Wanted): Promise<NextTimer> {
  if (kinds.length === 0) return { due: false, within: Infinity };
  const [row] = await tx.query<{ dueAt: Date | null; leased: string | null }[]>(
    `SELECT (SELECT due_at FROM due_timer
              WHERE state = 'waiting' AND (leased_until IS NULL OR leased_until < UTC_TIMESTAMP(3)) AND kind IN (?)
              ORDER BY due_at LIMIT 1) AS dueAt,
            (SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), MIN(leased_until)) FROM due_timer
              WHERE state = 'waiting' AND due_at <= ? AND leased_until >= UTC_TIMESTAMP(3) AND kind IN (?)) AS leased`,
    [kinds, until, kinds],
  );
  const dueWithin = row?.dueAt == null ? Infinity : row.dueAt.getTime() - until.getTime();
  // One that was put back, or whose runner was killed, is free when its lease is over.
  const freeWithin = row?.leased == null ? Infinity : Number(row.leased) / 1_000;
  return { due: dueWithin <= 0, within: Math.max(1, Math.min(dueWithin, freeWithin)) };
}

/** Marks timers as fired that this runner has locked or leased. @returns how many were still waiting */
export async function markFired(tx: Tx, timers: readonly DueTimer[]): Promise<number> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `UPDATE due_timer SET state = 'fired', fired_at = ? WHERE timer_id IN (?) AND state = 'waiting'`,
    [tx.now, timers.map(({ timerId }) => timerId)],
  );
  return affectedRows;
}

/**
 * Handed over by a commit, timers are known by numbers that were counted on from the first row's; a server that counts in
 * other steps gave them others. So each is named by its duty as well, and a number that is another's finds nothing.
 */
const these = 'timer_id IN (?) AND (timer_id, kind, subject_id) IN (?)';

const namesOf = (timers: readonly DueTimer[]): unknown[] => [
  timers.map(({ timerId }) => timerId),
  timers.map(({ timerId, kind, subjectId }) => [timerId, kind, subjectId]),
];

/** Marks timers as fired that nobody has leased. @returns how many were free */
export async function markFreeFired(tx: Tx, timers: readonly DueTimer[]): Promise<number> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `UPDATE due_timer SET state = 'fired', fired_at = ? WHERE ${these} AND state = 'waiting'
        AND (leased_until IS NULL OR leased_until < UTC_TIMESTAMP(3))`,
    [tx.now, ...namesOf(timers)],
  );
  return affectedRows;
}

/** Leases timers that nobody has leased, in a commit of its own. @returns how many were free */
export async function leaseFree(work: Work, timers: readonly DueTimer[], seconds: number): Promise<number> {
  const { affectedRows } = await work.statement<{ affectedRows: number }>(
    `UPDATE due_timer SET leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
      WHERE ${these} AND state = 'waiting' AND (leased_until IS NULL OR leased_until < UTC_TIMESTAMP(3))`,
    [seconds, ...namesOf(timers)],
  );
  return affectedRows;
}

/** Of timers that were handed over others have some, too: whoever has one keeps it for a second more. */
export async function letGoSoon(work: Work, timers: readonly DueTimer[]): Promise<void> {
  await work.statement(
    `UPDATE due_timer SET leased_until = UTC_TIMESTAMP(3) + INTERVAL 1 SECOND WHERE ${these} AND state = 'waiting'`,
    namesOf(timers),
  );
}

/** Nobody else may have these timers for a while: database time, which all runners share. */
export async function lease(tx: Tx, timers: readonly DueTimer[], seconds: number): Promise<void> {
  await tx.query(`UPDATE due_timer SET leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE timer_id IN (?)`, [
    seconds,
    timers.map(({ timerId }) => timerId),
  ]);
}

/** Those still waiting stay this runner's for longer. */
export async function renewLease(tx: Tx, timers: readonly DueTimer[], seconds: number): Promise<void> {
  if (timers.length === 0) return;
  await tx.query(
    `UPDATE due_timer SET leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
      WHERE timer_id IN (?) AND state = 'waiting' AND leased_until >= UTC_TIMESTAMP(3)`,
    [seconds, timers.map(({ timerId }) => timerId)],
  );
}
