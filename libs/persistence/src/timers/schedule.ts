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

/** Writes the due row of a duty in the transaction that creates the duty. */
export async function schedule(tx: Tx, timer: TimerRequest): Promise<void> {
  await tx.insert(DueTimer, { ...timer, state: 'waiting', attempts: 0 });
  if (timer.dueAt.getTime() <= tx.now.getTime()) tx.hasDueTimer = true;
}

/** Calls off the waiting timers of a subject; one that is firing now loses the race on its own door. */
export async function cancelTimer(tx: Tx, kind: string, subjectId: string): Promise<void> {
  await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
}
