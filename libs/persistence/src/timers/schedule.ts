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
 * Writes the due rows of one duty or of several with the commit that creates them. What is due at once is handed to the timers
 * with it; what is due before they would look again by themselves lets them look in time.
 */
export function schedule(tx: Tx, ...requests: readonly TimerRequest[]): void {
  for (const request of requests) {
    const within = request.dueAt.getTime() - tx.now.getTime();
    if (within > 0 && within <= longestIdleMilliseconds) tx.hasTimerSoon = true;
    tx.append(DueTimer, { ...request, ...fresh }, (timerId) => {
      if (within <= 0) expect(tx, request, timerId);
    });
  }
}

const fresh = { state: 'waiting', attempts: 0 } as const;

function expect(tx: Tx, request: TimerRequest, timerId: string): void {
  const rest = { ...fresh, leasedUntil: null, firedAt: null, lastError: null };
  const timer = Object.assign(new DueTimer(), request, rest, { timerId });
  tx.afterCommit(() => dueWith.set(tx, [...dueAtOnce(tx), timer]));
}

/**
 * Calls off the waiting timers of a subject, or of several in one statement; one that is firing now loses the race on its
 * own door.
 */
export async function cancelTimer(tx: Tx, kind: string, ...subjectIds: readonly string[]): Promise<void> {
  const [subjectId, ...more] = subjectIds;
  if (subjectId === undefined) return;
  await tx.writeAppended(DueTimer);
  if (more.length === 0) await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
  else {
    const sql = "UPDATE due_timer SET state = 'cancelled' WHERE subject_id IN (?) AND kind = ? AND state = 'waiting'";
    await tx.query(sql, [subjectIds, kind]);
  }
}
