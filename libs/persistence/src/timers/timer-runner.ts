import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing } from '../database-errors.js';
import { plainError } from '../plain-error.js';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { lease, lockDue, markFired, nextTimer, renewLease } from './due-rows.js';
import { DueTimer } from './due-timer.entity.js';
import { longestIdleMilliseconds } from './schedule.js';

/** What happens when a date comes. */
export interface TimerAct {
  readonly kind: string;
  /** Work that needs no transaction (rendering, signing); its result is given to `fire`. */
  prepare?(timer: DueTimer): Promise<unknown>;
  /** Acts, or finds that nothing is left to do; the timer is marked fired in the same transaction. */
  fire(tx: Tx, timer: DueTimer, prepared: unknown): Promise<void>;
}

/** What the runner tells its service. */
export interface TimerReports {
  failed(timer: DueTimer, error: unknown): void;
  broken(error: unknown): void;
}

/** Of a runner that was killed, another takes its timers after so long; one that lives renews what it is still at. */
const leaseSeconds = 10;
const renewMilliseconds = 3_000;
const batch = 32;
const atOnce = 4;
/** Business time may be moved in a development deployment: seen so soon, without asking the database. */
const clockMilliseconds = 250;
/** What is due and cannot be had is locked by another runner, which is firing it. */
const lockedMilliseconds = 100;
const awayMilliseconds = 200;
/** So long a runner goes on with what it has prepared while the database is away. */
const awayTries = 100;

interface Found {
  found: number;
  claimed: DueTimer[];
}

interface Prepared {
  timer: DueTimer;
  prepared: unknown;
}

/**
 * Fires due timers. What needs no preparing is locked, marked and fired in one transaction with others that are due; what
 * needs preparing is claimed under a lease in that transaction, and fired a few at a time.
 *
 * Killed before the commit, nothing was fired and no lease taken; killed while preparing, the lease runs out. A timer
 * whose act fails undoes the batch, and each is then claimed and fired alone, so that only the bad one is put back.
 */
export class TimerRunner {
  private readonly acts: Map<string, TimerAct>;
  private readonly kinds: string[];
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private hurried = false;
  private due = false;
  /** Claimed, and neither fired nor put back yet. */
  private readonly leased = new Set<DueTimer>();
  private wake: () => void = () => undefined;

  constructor(
    private readonly work: Work,
    acts: TimerAct[],
    private readonly reports: TimerReports,
  ) {
    this.acts = new Map(acts.map((act) => [act.kind, act]));
    this.kinds = [...this.acts.keys()];
  }

  /** Begins to look for due timers; a commit wakes it, and the first date there is; polling is the fallback. */
  start(): void {
    if (this.acts.size === 0) return;
    this.running = true;
    this.work.onCommit((tx) => {
      if (tx.hasDueTimer) this.hurry();
    });
    this.loop = this.run();
  }

  /** Lets the timers under way finish and stops. */
  async stop(): Promise<void> {
    this.running = false;
    this.hurry();
    await this.loop;
  }

  /**
   * Fires what is due now, once round.
   *
   * @returns how many timers were found
   */
  async fireDue(): Promise<number> {
    const { found, claimed } = await this.work
      .run(async (tx) => this.fireTogether(tx), { id: 'timers' })
      .catch(async (error: unknown) => {
        if (isPassing(error)) throw error;
        return this.work.run(async (tx) => this.claim(tx, await lockDue(tx, this.kinds, batch)));
      });
    if (claimed.length > 0) await this.fireLeased(claimed);
    return found;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const wait = await this.round().catch((error: unknown) => {
        this.reports.broken(error);
        return longestIdleMilliseconds / 5;
      });
      if (wait > 0 && this.running) await this.idle(Math.min(wait, longestIdleMilliseconds));
    }
  }

  /**
   * Woken by a commit, there is something due; else one read tells whether there is, and when there will be.
   *
   * @returns milliseconds until there may be something to do
   */
  private async round(): Promise<number> {
    let locked = false;
    if (this.hurried || this.due) {
      this.hurried = false;
      const found = await this.fireDue();
      // A full batch may have left some behind.
      this.due = found === batch;
      if (this.hurried || this.due) return 0;
      locked = found === 0;
    }
    const next = await this.work.read(async (tx) => nextTimer(tx, this.kinds));
    this.due = next.due;
    if (!next.due) return next.within;
    return locked ? lockedMilliseconds : 0;
  }

  /** Remembers the call, so that a commit between the last look and the sleep is not slept through. */
  private hurry(): void {
    this.hurried = true;
    this.wake();
  }

  private async idle(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    const ahead = await this.ahead();
    while (!this.hurried && performance.now() < until && Math.abs((await this.ahead()) - ahead) < clockMilliseconds) {
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, Math.min(clockMilliseconds, until - performance.now()));
        this.wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
    }
  }

  /** How far business time is ahead, which costs no statement. */
  private async ahead(): Promise<number> {
    return this.work.read(async ({ now, real }) => now.getTime() - real.getTime());
  }

  private async fireTogether(tx: Tx): Promise<Found> {
    const timers = await lockDue(tx, this.kinds, batch);
    const plain = timers.filter(({ kind }) => this.acts.get(kind)?.prepare === undefined);
    const claimed = timers.filter((timer) => !plain.includes(timer));
    await this.claim(tx, claimed);
    if (plain.length > 0) await markFired(tx, plain);
    for (const timer of plain) await this.act(tx, timer, undefined);
    return { found: timers.length, claimed };
  }

  private async claim(tx: Tx, claimed: DueTimer[]): Promise<Found> {
    if (claimed.length > 0) await lease(tx, claimed, leaseSeconds);
    return { found: claimed.length, claimed };
  }

  private async act(tx: Tx, timer: DueTimer, prepared: unknown): Promise<void> {
    tx.cause.id = `timer:${timer.kind}:${timer.timerId}`;
    await this.acts.get(timer.kind)?.fire(tx, timer, prepared);
  }

  private async fireLeased(claimed: readonly DueTimer[]): Promise<void> {
    for (const timer of claimed) this.leased.add(timer);
    const renew = async (): Promise<void> =>
      this.work.run(async (tx) => renewLease(tx, [...this.leased], leaseSeconds));
    // One that could not be renewed now is renewed the next time, or another runner takes it.
    const renewing = setInterval(() => void renew().catch(() => undefined), renewMilliseconds);
    try {
      await this.fireClaimed(claimed);
    } finally {
      clearInterval(renewing);
      for (const timer of claimed) this.leased.delete(timer);
    }
  }

  /** Each kind for itself: a provider that is slow to answer keeps back only what is asked of it. */
  private async fireClaimed(claimed: readonly DueTimer[]): Promise<void> {
    const kinds = [...new Set(claimed.map(({ kind }) => kind))];
    await Promise.all(
      kinds.map(async (kind) => {
        const timers = claimed.filter((timer) => timer.kind === kind);
        for (let next = 0; next < timers.length; next += atOnce) await this.fireSome(timers.slice(next, next + atOnce));
      }),
    );
  }

  private async fireSome(timers: readonly DueTimer[]): Promise<void> {
    const ready: Prepared[] = [];
    const prepare = async (timer: DueTimer): Promise<unknown> => this.acts.get(timer.kind)?.prepare?.(timer);
    await Promise.all(
      timers.map(async (timer) =>
        prepare(timer).then(
          (prepared) => ready.push({ timer, prepared }),
          async (error: unknown) => this.putBack(timer, error),
        ),
      ),
    );
    if (ready.length > 1 && (await this.firePrepared(ready).catch(() => false))) return;
    for (const one of ready) {
      await this.firePrepared([one]).catch(async (error: unknown) => this.putBack(one.timer, error));
    }
  }

  /** In one transaction. @returns whether all of them were still waiting; if not, nothing was done unless it is one alone */
  private async firePrepared(ready: readonly Prepared[]): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.work.run(async (tx) => {
          const marked = await markFired(
            tx,
            ready.map(({ timer }) => timer),
          );
          if (marked === 0) return false;
          if (marked < ready.length) throw new Error('some timers are no longer waiting');
          for (const { timer, prepared } of ready) await this.act(tx, timer, prepared);
          return true;
        });
      } catch (error) {
        // Prepared and leased: better to wait for the database than for the end of the lease.
        if (!isPassing(error) || !this.running || tries === awayTries) throw error;
        await sleep(awayMilliseconds);
      }
    }
  }

  private async putBack(timer: DueTimer, error: unknown): Promise<void> {
    this.leased.delete(timer);
    this.reports.failed(timer, error);
    const seconds = Math.min(300, 2 ** Math.min(timer.attempts, 8));
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
