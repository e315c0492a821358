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

const dueWith = new WeakMap<Tx, DueTimer[]>();

/** What a transaction that has committed wrote to be fired at once: the timers need not look for it. */
export const dueAtOnce = (tx: Tx): readonly DueTimer[] => dueWith.get(tx) ?? [];

/**
 * Writes the due row of a duty in the transaction that creates the duty. What is due at once is handed to the timers with
 * the commit; what is due before they would look again by themselves lets them look in time.
 */
export async function schedule(tx: Tx, request: TimerRequest): Promise<void> {
  const { kind, subjectId, region, dueAt } = request;
  const { insertId } = await tx.query<{ insertId: number | string }>(
    `INSERT INTO due_timer (kind, subject_id, region, due_at, state, attempts) VALUES (?, ?, ?, ?, 'waiting', 0)`,
    [kind, subjectId, region, dueAt],
  );
  const within = dueAt.getTime() - tx.now.getTime();
  if (within <= longestIdleMilliseconds) tx.hasDueTimer = true;
  if (within > 0) return;
  const rest = { state: 'waiting', attempts: 0, leasedUntil: null, firedAt: null, lastError: null } as const;
  const timer = Object.assign(new DueTimer(), request, rest, { timerId: String(insertId) });
  tx.afterCommit(() => dueWith.set(tx, [...dueAtOnce(tx), timer]));
}

/** Calls off the waiting timers of a subject; one that is firing now loses the race on its own door. */
export async function cancelTimer(tx: Tx, kind: string, subjectId: string): Promise<void> {
  await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
}
