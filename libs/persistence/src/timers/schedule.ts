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
 * Writes the due rows of one duty, or of several in one statement, in the transaction that creates them. What is due at once
 * is handed to the timers with the commit; what is due before they would look again by themselves lets them look in time.
 */
export async function schedule(tx: Tx, ...requests: readonly TimerRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const places = requests.map(() => "(?, ?, ?, ?, 'waiting', 0)").join(', ');
  const { insertId } = await tx.query<{ insertId: number | string }>(
    `INSERT INTO due_timer (kind, subject_id, region, due_at, state, attempts) VALUES ${places}`,
    requests.flatMap(({ kind, subjectId, region, dueAt }) => [kind, subjectId, region, dueAt]),
  );
  // Rows of one INSERT … VALUES are numbered one after the other, whatever else is inserted meanwhile.
  requests.forEach((request, place) => expect(tx, request, String(BigInt(insertId) + BigInt(place))));
}

function expect(tx: Tx, request: TimerRequest, timerId: string): void {
  const within = request.dueAt.getTime() - tx.now.getTime();
  if (within > 0) {
    if (within <= longestIdleMilliseconds) tx.hasTimerSoon = true;
    return;
  }
  const rest = { state: 'waiting', attempts: 0, leasedUntil: null, firedAt: null, lastError: null } as const;
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
  if (more.length === 0) await tx.update(DueTimer, { kind, subjectId, state: 'waiting' }, { state: 'cancelled' });
  else {
    const sql = "UPDATE due_timer SET state = 'cancelled' WHERE subject_id IN (?) AND kind = ? AND state = 'waiting'";
    await tx.query(sql, [subjectIds, kind]);
  }
}
