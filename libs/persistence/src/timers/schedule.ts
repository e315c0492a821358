import type { Tx } from '../tx.js';
import { DueTimer } from './due-timer.entity.js';

/** Timers look for due rows this often at least: those of other replicas and of a restored database wake nobody here. */
export const longestIdleMilliseconds = 5_000;

/** A duty to be looked at on a date. */
export interface TimerRequest {
  /** The folder name of the timer act, e.g. `deem-accepted`. */
  kind: string;
  subjectId: string;
  region: string;
  /** Business time. */
  dueAt: Date;
}

/**
 * Writes the due row of a duty in the transaction that creates the duty. What is due before the timers would look again
 * by themselves wakes them with the commit, to fire it or to look in time.
 */
export async function schedule(tx: Tx, timer: TimerRequest): Promise<void> {
  await tx.insert(DueTimer, { ...timer, state: 'waiting', attempts: 0 });
  if (timer.dueAt.getTime() <= tx.now.getTime() + longestIdleMilliseconds) tx.hasDueTimer = true;
}

/** Calls off the waiting timers of a subject; one that is firing now loses the race on its own door. */
export async function cancelTimer(tx: Tx, kind: string, subjectId: string): Promise<void> {
  await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
}
