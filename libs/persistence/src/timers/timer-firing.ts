import { isPassing } from '../database-errors.js';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { lease, leaseFree, letGoSoon, lockDue, markFired, markFreeFired, type Wanted } from './due-rows.js';
import type { DueTimer } from './due-timer.entity.js';
import { LeasedTimers, leaseSeconds, timerCause } from './leased-timers.js';
import type { TimerAct, TimerReports } from './timer-act.js';

/** How many timers are looked for at once. */
export const timerBatch = 32;

interface Found {
  found: number;
  claimed: DueTimer[];
}

/**
 * Fires timers. What needs no preparing is marked and fired in one transaction with others; what needs preparing is
 * leased, prepared, and then fired a few at a time, while more are taken.
 *
 * Killed before a commit, nothing of it was fired or leased. Killed while preparing, the lease runs out. That a row is
 * still waiting is asked by the statement that marks it, in the transaction of its act: two runners never both fire it.
 * A timer whose act fails undoes its batch; each is then fired alone, so that only the bad one is put back.
 */
export class TimerFiring {
  private readonly acts: ReadonlyMap<string, TimerAct>;
  readonly kinds: readonly string[];
  private readonly leased: LeasedTimers;

  /** @param freed hears when leased timers are settled, and of one that was put back, after how many seconds it will be free */
  constructor(
    private readonly work: Work,
    acts: readonly TimerAct[],
    reports: TimerReports,
    freed: (seconds?: number) => void,
  ) {
    this.acts = new Map(acts.map((act) => [act.kind, act]));
    this.kinds = [...this.acts.keys()];
    this.leased = new LeasedTimers(work, this.acts, reports, freed);
  }

  /**
   * Which timers are to be fired at an instant: of an act that has to wait, none may be that is due after what it waits for;
   * of those that need preparing, none while there is no room.
   */
  wanted(now: Date): Wanted {
    const waits = [...this.acts.values()].map((act) => act.until?.() ?? now);
    const kinds = this.hasRoom ? this.kinds : this.kinds.filter((kind) => this.acts.get(kind)?.prepare === undefined);
    return { kinds, until: new Date(Math.min(now.getTime(), ...waits.map((until) => until.getTime()))) };
  }

  /** Whether more may be leased: what this process holds no replica can fire. */
  get hasRoom(): boolean {
    return this.leased.size < timerBatch;
  }

  /** The database is waited for no longer. */
  end(): void {
    this.leased.end();
  }

  /** @returns once everything leased is fired or put back */
  async settled(): Promise<void> {
    await this.leased.settled();
  }

  /** Which of some timers can be taken now, the first first: what needs preparing only while there is room for it. */
  takeable(timers: readonly DueTimer[]): DueTimer[] {
    let room = timerBatch - this.leased.size;
    return timers.filter((timer) => !this.prepares(timer) || (room -= 1) >= 0);
  }

  /** Whether this process has leased a timer. */
  has({ timerId }: DueTimer): boolean {
    return this.leased.has(timerId);
  }

  /**
   * Fires what is due and free; what needs preparing is fired after the return.
   *
   * @returns how many timers were found, and when those that need preparing are settled
   */
  async takeDue(): Promise<{ found: number; settled: Promise<void> }> {
    const { found, claimed } = await this.work
      .run(async (tx) => this.fireTogether(tx))
      .catch(async (error: unknown) => {
        if (isPassing(error)) throw error;
        return this.work.run(async (tx) => this.claim(tx, await lockDue(tx, this.wanted(tx.now), timerBatch)));
      });
    return { found, settled: this.leased.fire(claimed) };
  }

  /**
   * Fires timers that a commit handed over, without looking for them; what needs preparing is fired after the return.
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
      await letGoSoon(this.work, prepared);
      return false;
    }
    void this.leased.fire(prepared);
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
    tx.cause.id = timerCause(timer);
    await this.acts.get(timer.kind)?.fire(tx, timer, prepared);
  }
}
