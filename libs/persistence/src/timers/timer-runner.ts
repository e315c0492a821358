import type { Work } from '../work.js';
import { nextTimer } from './due-rows.js';
import type { DueTimer } from './due-timer.entity.js';
import { dueAtOnce, longestIdleMilliseconds } from './schedule.js';
import type { TimerAct, TimerReports } from './timer-act.js';
import { TimerFiring, timerBatch } from './timer-firing.js';

/** Business time may be moved in a development deployment, and an act may wait no more: seen so soon, without the database. */
const clockMilliseconds = 250;
/** What is due and cannot be had is locked by another runner, which is firing it. */
const lockedMilliseconds = 100;
const lastRetryMilliseconds = 1_000;

/**
 * Fires due timers: those a commit hands over at once, the others when their date comes. Between the dates it asks the
 * database every five seconds, for what other replicas wrote and were killed before they fired it.
 */
export class TimerRunner {
  private readonly firing: TimerFiring;
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private called = false;
  /** Due rows are known to be there. */
  private due = false;
  /** The last look left out what needs preparing, for want of room. */
  private crowded = false;
  /** On the monotonic clock: nothing needs looking for before, but for what commits hand over. */
  private lookAt = 0;
  /** Written to be fired at once, and committed; bounded, the rest is found by looking. */
  private handed: DueTimer[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly work: Work,
    acts: TimerAct[],
    private readonly reports: TimerReports,
  ) {
    this.firing = new TimerFiring(work, acts, reports, (seconds) => this.freed(seconds));
  }

  /** Begins to look for due timers; a commit wakes it, and the first date there is; polling is the fallback. */
  start(): void {
    if (this.firing.kinds.length === 0) return;
    this.running = true;
    this.work.onCommit((tx) => {
      const handed = dueAtOnce(tx);
      if (tx.hasTimerSoon) this.lookAt = 0;
      if (tx.hasTimerSoon || handed.length > 0) this.take(handed);
    });
    this.loop = this.run();
  }

  /** Lets the timers under way finish and stops. */
  async stop(): Promise<void> {
    this.running = false;
    this.firing.end();
    this.call();
    await this.loop;
    await this.firing.settled();
  }

  /**
   * Fires what is due now, once round.
   *
   * @returns how many timers were found
   */
  async fireDue(): Promise<number> {
    const { found, settled } = await this.firing.takeDue();
    await settled;
    return found;
  }

  /** Takes what a commit hands over. */
  private take(timers: readonly DueTimer[]): void {
    const ours = timers.filter((timer) => this.firing.kinds.includes(timer.kind) && !this.firing.has(timer));
    const room = this.handed.length + ours.length <= timerBatch;
    if (room) this.handed.push(...ours);
    // What finds no room is found by looking.
    if (!room) this.lookAt = 0;
    this.call();
  }

  /** There is room for what was handed over or not looked for, and one that was put back will be free after so many seconds. */
  private freed(seconds: number | undefined): void {
    if (seconds !== undefined) this.lookAt = Math.min(this.lookAt, performance.now() + seconds * 1_000);
    if (this.crowded && this.firing.hasRoom) this.lookAt = 0;
    if (seconds !== undefined || this.crowded || this.handed.length > 0) this.call();
  }

  private async run(): Promise<void> {
    while (this.running) {
      const wait = await this.round().catch((error: unknown) => {
        this.reports.broken(error);
        this.lookAt = 0;
        return lastRetryMilliseconds;
      });
      if (wait > 0 && this.running) await this.idle(wait);
    }
  }

  /**
   * Fires what commits handed over and what is known to be due; else one read tells whether there is more, and when there
   * will be.
   *
   * @returns milliseconds until there may be something to do
   */
  private async round(): Promise<number> {
    this.called = false;
    if (!(await this.fireHanded())) this.lookAt = 0;
    let locked = false;
    if (this.due) {
      // Those are found by looking as well, and would be met twice.
      this.handed = [];
      this.crowded = !this.firing.hasRoom;
      const { found } = await this.firing.takeDue();
      // A full batch may have left some behind.
      this.due = found === timerBatch;
      locked = found === 0;
    }
    if (this.due) return 0;
    const now = performance.now();
    // A duty that hands over its next part each time would keep it from looking for ever.
    if (now < this.lookAt) return this.called ? 0 : this.lookAt - now;
    // Whoever asks for an earlier look while this one is under way is heard.
    this.lookAt = Infinity;
    this.crowded = !this.firing.hasRoom;
    const next = await this.work.read(async (tx) => nextTimer(tx, this.firing.wanted(tx.now)));
    this.due = next.due;
    const wait = next.due ? (locked ? lockedMilliseconds : 0) : Math.min(next.within, longestIdleMilliseconds);
    this.lookAt = Math.min(this.lookAt, performance.now() + wait);
    return wait;
  }

  /** @returns whether that was all; what may not be fired yet is found by looking */
  private async fireHanded(): Promise<boolean> {
    if (this.handed.length === 0) return true;
    const until = await this.until();
    // A look that was under way when they were handed over may have leased them.
    this.handed = this.handed.filter((timer) => !this.firing.has(timer));
    const taken = this.firing.takeable(this.handed);
    this.handed = this.handed.filter((timer) => !taken.includes(timer));
    const timers = taken.filter(({ dueAt }) => dueAt <= until);
    return (await this.firing.fireHanded(timers)) && timers.length === taken.length;
  }

  /** Remembers the call, so that a commit between the last look and the sleep is not slept through. */
  private call(): void {
    this.called = true;
    this.wake();
  }

  private async idle(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    const ahead = await this.ahead();
    while (!this.called && performance.now() < until) {
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, Math.min(clockMilliseconds, until - performance.now()));
        this.wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
      if ((await this.ahead()) - ahead < clockMilliseconds) continue;
      this.lookAt = 0;
      return;
    }
  }

  /** How far ahead of real time dates count as come, which costs no statement. */
  private async ahead(): Promise<number> {
    return this.work.read(async ({ now, real }) => this.firing.wanted(now).until.getTime() - real.getTime());
  }

  private async until(): Promise<Date> {
    return this.work.read(async ({ now }) => this.firing.wanted(now).until);
  }
}
