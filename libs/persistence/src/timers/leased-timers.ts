import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing } from '../database-errors.js';
import { plainError } from '../plain-error.js';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { lease, markFired, renewLease } from './due-rows.js';
import { DueTimer } from './due-timer.entity.js';
import { type Prepared, TimerLanes } from './timer-lanes.js';
import type { TimerAct, TimerReports } from './timer-act.js';

/** Of a runner that was killed, another takes its timers after so long; one that lives renews what it is still at. */
export const leaseSeconds = 10;
const renewMilliseconds = 3_000;
const longestPrepareMilliseconds = 60_000;
const awayMilliseconds = 200;
/** So often a runner tries to go on with what it has prepared while the database is away. */
const awayTries = 100;

/** The timers that this process has leased: kept, prepared and fired, each kind in lanes of its own. */
export class LeasedTimers {
  private readonly timers = new Map<string, DueTimer>();
  private readonly lanes = new Map<string, TimerLanes>();
  private readonly underWay = new Set<Promise<void>>();
  private renewing: NodeJS.Timeout | undefined;
  /** Not begun when the end came. */
  private readonly left: DueTimer[] = [];
  private ended = false;

  /** @param freed hears when timers are settled, and of one that was put back, after how many seconds it will be free */
  constructor(
    private readonly work: Work,
    private readonly acts: ReadonlyMap<string, TimerAct>,
    private readonly reports: TimerReports,
    private readonly freed: (seconds?: number) => void,
  ) {}

  /** How many are neither fired nor put back yet. */
  get size(): number {
    return this.timers.size;
  }

  /** Whether a timer is among them. */
  has(timerId: string): boolean {
    return this.timers.has(timerId);
  }

  /** The database is waited for no longer, and nothing more is begun. */
  end(): void {
    this.ended = true;
    for (const lanes of this.lanes.values()) lanes.end();
  }

  /** @returns once all are settled; another process may take at once what was not begun */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
    const left = this.left.splice(0);
    // Where the database is away their lease ends by itself.
    if (left.length > 0) await this.work.run(async (tx) => lease(tx, left, 0)).catch(() => undefined);
  }

  /** Prepares and fires leased timers. @returns once each is fired or put back */
  async fire(timers: readonly DueTimer[]): Promise<void> {
    if (timers.length === 0) return;
    for (const timer of timers) this.timers.set(timer.timerId, timer);
    this.renewing ??= setInterval(() => void this.renew().catch(() => undefined), renewMilliseconds);
    const settled = Promise.all(timers.map(async (timer) => this.settle(timer))).then(() => undefined);
    this.underWay.add(settled);
    await settled;
    this.underWay.delete(settled);
    if (this.size > 0) return;
    clearInterval(this.renewing);
    this.renewing = undefined;
  }

  private async settle(timer: DueTimer): Promise<void> {
    await this.lanesOf(timer.kind).put(timer);
    this.forget(timer);
    this.freed();
  }

  private forget(timer: DueTimer): void {
    if (this.timers.get(timer.timerId) === timer) this.timers.delete(timer.timerId);
  }

  /** Each kind for itself: a provider that is slow to answer keeps back only what is asked of it. */
  private lanesOf(kind: string): TimerLanes {
    const there = this.lanes.get(kind);
    if (there !== undefined) return there;
    const lanes = new TimerLanes({
      prepare: async (timer) => this.prepare(timer),
      fire: async (ready) => this.fireSome(ready),
      putBack: async (timer, error) => this.putBack(timer, error),
      leave: (timer) => void this.left.push(timer),
    });
    if (this.ended) lanes.end();
    this.lanes.set(kind, lanes);
    return lanes;
  }

  /** One that could not be renewed now is renewed the next time, or another runner takes it. */
  private async renew(): Promise<void> {
    await this.work.run(async (tx) => renewLease(tx, [...this.timers.values()], leaseSeconds));
  }

  /** What never ends would keep its lease, and a lane from every other timer of its kind. */
  private async prepare(timer: DueTimer): Promise<unknown> {
    const over = new AbortController();
    const late = async (): Promise<never> => {
      await sleep(longestPrepareMilliseconds, undefined, { signal: over.signal });
      throw new Error(`${timer.kind} was not prepared in time`);
    };
    try {
      return await Promise.race([this.acts.get(timer.kind)?.prepare?.(timer), late()]);
    } finally {
      over.abort();
    }
  }

  private async fireSome(ready: readonly Prepared[]): Promise<void> {
    if (ready.length > 1 && (await this.firePrepared(ready).catch(() => false))) return;
    for (const one of ready) {
      await this.firePrepared([one]).catch(async (error: unknown) => this.putBack(one.timer, error));
    }
  }

  /** In one transaction. @returns whether all were still waiting; else nothing was done */
  private async firePrepared(ready: readonly Prepared[]): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.work.run(async (tx) => this.firePreparedIn(tx, ready));
      } catch (error) {
        // Prepared and leased: better to wait for the database than for the end of the lease.
        if (!isPassing(error) || this.ended || tries === awayTries) throw error;
        await sleep(awayMilliseconds);
      }
    }
  }

  private async firePreparedIn(tx: Tx, ready: readonly Prepared[]): Promise<boolean> {
    const marked = await markFired(
      tx,
      ready.map(({ timer }) => timer),
    );
    if (marked === 0) return false;
    if (marked < ready.length) throw new Error('some timers are no longer waiting');
    for (const { timer, prepared } of ready) {
      tx.cause.id = timerCause(timer);
      await this.acts.get(timer.kind)?.fire(tx, timer, prepared);
    }
    return true;
  }

  private async putBack(timer: DueTimer, error: unknown): Promise<void> {
    this.forget(timer);
    this.reports.failed(timer, error);
    const seconds = Math.min(300, 2 ** Math.min(timer.attempts, 8));
    this.freed(seconds);
    const message = plainError(error);
    await this.work
      .run(async (tx) => {
        await tx.update(DueTimer, { timerId: timer.timerId }, { attempts: timer.attempts + 1, lastError: message });
        await lease(tx, [timer], seconds);
      })
      .catch((second: unknown) => {
        // The lease ends by itself; what cannot be written now is written after the next try.
        if (!isPassing(second)) this.reports.broken(second);
      });
  }
}

/** What a timer's transaction is caused by, in ledgers and envelopes. */
export const timerCause = ({ kind, timerId }: DueTimer): string => `timer:${kind}:${timerId}`;
