import type { Tx } from '../tx.js';
import { DueTimer } from './due-timer.entity.js';

/** A duty to be looked at on a date. */
export interface TimerRequest {
  /** The folder name of the timer act, e.g. `deem-accepted`. */
  kind: string;
  subjectId: string;
  region: string;
  /** Business time. */
  dueAt: Date;
}

/** Writes the due rows of one duty, or of several in one statement, in the transaction that creates them. */
export async function schedule(tx: Tx, ...timers: readonly TimerRequest[]): Promise<void> {
  await tx.insert(
    DueTimer,
    timers.map((timer) => ({ ...timer, state: 'waiting' as const, attempts: 0 })),
  );
  if (timers.some(({ dueAt }) => dueAt.getTime() <= tx.now.getTime())) tx.hasDueTimer = true;
}

/**
 * Calls off the waiting timers of a subject, or of several in one statement; one that is firing now loses the race on its
 * own door.
 */
export async function cancelTimer(tx: Tx, kind: string, ...subjectIds: readonly string[]): Promise<void> {
  const [subjectId, ...more] = subjectIds;
  if (subjectId === undefined) return;
  if (more.length === 0) await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
  else {
    const sql = "UPDATE due_timer SET state = 'cancelled' WHERE subject_id IN (?) AND kind = ? AND state = 'waiting'";
    await tx.query(sql, [subjectIds, kind]);
  }
}
