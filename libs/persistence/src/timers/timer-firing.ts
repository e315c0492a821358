import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing } from '../database-errors.js';
import { plainError } from '../plain-error.js';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { lease, leaseFree, lockDue, markFired, markFreeFired, renewLease, type Wanted } from './due-rows.js';
import { DueTimer } from './due-timer.entity.js';
import type { TimerAct, TimerReports } from './timer-act.js';

/** Of a runner that was killed, another takes its timers after so long; one that lives renews what it is still at. */
const leaseSeconds = 10;
const renewMilliseconds = 3_000;
const longestPrepareMilliseconds = 60_000;
const atOnce = 4;
const awayMilliseconds = 200;
/** So often a runner tries to go on with what it has prepared while the database is away. */
const awayTries = 100;

/** How many timers are looked for at once. */
export const timerBatch = 32;

interface Found {
  found: number;
  claimed: DueTimer[];
}

interface Prepared {
  timer: DueTimer;
  prepared: unknown;
}

/**
 * Fires timers. What needs no preparing is marked and fired in one transaction with others; what needs preparing is
 * leased, prepared, and then fired a few at a time.
 *
 * Killed before a commit, nothing of it was fired or leased. Killed while preparing, the lease runs out. That a row is
 * still waiting is asked by the statement that marks it, in the transaction of its act: two runners never both fire it.
 * A timer whose act fails undoes its batch; each is then fired alone, so that only the bad one is put back.
 */
export class TimerFiring {
  private readonly acts: ReadonlyMap<string, TimerAct>;
  readonly kinds: readonly string[];
  /** Leased, and neither fired nor put back yet. */
  private readonly leased = new Set<DueTimer>();
  private ended = false;

  /** @param failed hears of a timer that was put back, and after how many seconds it will be free */
  constructor(
    private readonly work: Work,
    acts: readonly TimerAct[],
    private readonly reports: TimerReports,
    private readonly failed: (seconds: number) => void,
  ) {
    this.acts = new Map(acts.map((act) => [act.kind, act]));
    this.kinds = [...this.acts.keys()];
  }

  /** Which timers are to be fired at an instant: of an act that has to wait, none may be that is due after what it waits for. */
  wanted(now: Date): Wanted {
    const waits = [...this.acts.values()].map((act) => act.until?.() ?? now);
    return { kinds: this.kinds, until: new Date(Math.min(now.getTime(), ...waits.map((until) => until.getTime()))) };
  }

  /** The database is waited for no longer. */
  end(): void {
    this.ended = true;
  }

  /**
   * Fires what is due and free.
   *
   * @returns how many timers were found
   */
  async fireDue(): Promise<number> {
    const { found, claimed } = await this.work
      .run(async (tx) => this.fireTogether(tx))
      .catch(async (error: unknown) => {
        if (isPassing(error)) throw error;
        return this.work.run(async (tx) => this.claim(tx, await lockDue(tx, this.wanted(tx.now), timerBatch)));
      });
    if (claimed.length > 0) await this.fireLeased(claimed);
    return found;
  }

  /**
   * Fires timers that a commit handed over, without looking for them.
   *
   * @returns whether that was all; another runner's look may have found some, or an act failed
   */
  async fireHanded(timers: readonly DueTimer[]): Promise<boolean> {
    const plain = timers.filter((timer) => !this.prepares(timer));
    const prepared = timers.filter((timer) => this.prepares(timer));
    let all = true;
    if (plain.length > 0) {
      all = await this.work
        .run(async (tx) => this.fireFree(tx, plain))
        .then(
          () => true,
          () => false,
        );
    }
    if (prepared.length === 0) return all;
    if ((await leaseFree(this.work, prepared, leaseSeconds)) < prepared.length) {
      // Which of them are ours is not told: all are let go soon. Whoever has one fires it all the same, and it fires once.
      await this.work.run(async (tx) => lease(tx, prepared, 1));
      return false;
    }
    await this.fireLeased(prepared);
    return all;
  }

  private prepares({ kind }: DueTimer): boolean {
    return this.acts.get(kind)?.prepare !== undefined;
  }

  private async fireFree(tx: Tx, timers: readonly DueTimer[]): Promise<void> {
    if ((await markFreeFired(tx, timers)) < timers.length) throw new Error('another runner has some of them');
    for (const timer of timers) await this.act(tx, timer, undefined);
  }

  private async fireTogether(tx: Tx): Promise<Found> {
    const timers = await lockDue(tx, this.wanted(tx.now), timerBatch);
    const plain = timers.filter((timer) => !this.prepares(timer));
    await this.claim(
      tx,
      timers.filter((timer) => this.prepares(timer)),
    );
    if (plain.length > 0) await markFired(tx, plain);
    for (const timer of plain) await this.act(tx, timer, undefined);
    return { found: timers.length, claimed: timers.filter((timer) => this.prepares(timer)) };
  }

  private async claim(tx: Tx, claimed: DueTimer[]): Promise<Found> {
    if (claimed.length > 0) await lease(tx, claimed, leaseSeconds);
    return { found: claimed.length, claimed };
  }

  private async act(tx: Tx, timer: DueTimer, prepared: unknown): Promise<void> {
    tx.cause.id = `timer:${timer.kind}:${timer.timerId}`;
    await this.acts.get(timer.kind)?.fire(tx, timer, prepared);
  }

  /** Each kind for itself: a provider that is slow to answer keeps back only what is asked of it. */
  private async fireLeased(timers: readonly DueTimer[]): Promise<void> {
    for (const timer of timers) this.leased.add(timer);
    const renew = async (): Promise<void> =>
      this.work.run(async (tx) => renewLease(tx, [...this.leased], leaseSeconds));
    // One that could not be renewed now is renewed the next time, or another runner takes it.
    const renewing = setInterval(() => void renew().catch(() => undefined), renewMilliseconds);
    const kinds = [...new Set(timers.map(({ kind }) => kind))];
    await Promise.all(kinds.map(async (kind) => this.fireKind(timers.filter((timer) => timer.kind === kind))));
    clearInterval(renewing);
    this.leased.clear();
  }

  private async fireKind(timers: readonly DueTimer[]): Promise<void> {
    for (let next = 0; next < timers.length; next += atOnce) await this.fireSome(timers.slice(next, next + atOnce));
  }

  private async fireSome(timers: readonly DueTimer[]): Promise<void> {
    const ready: Prepared[] = [];
    await Promise.all(
      timers.map(async (timer) => {
        try {
          ready.push({ timer, prepared: await this.prepare(timer) });
        } catch (error) {
          await this.putBack(timer, error);
        }
      }),
    );
    if (ready.length > 1 && (await this.firePrepared(ready).catch(() => false))) return;
    for (const one of ready) {
      await this.firePrepared([one]).catch(async (error: unknown) => this.putBack(one.timer, error));
    }
  }

  /** What never ends would keep its lease, and keep back every other timer of this process. */
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
    for (const { timer, prepared } of ready) await this.act(tx, timer, prepared);
    return true;
  }

  private async putBack(timer: DueTimer, error: unknown): Promise<void> {
    this.leased.delete(timer);
    this.reports.failed(timer, error);
    const seconds = Math.min(300, 2 ** Math.min(timer.attempts, 8));
    this.failed(seconds);
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
