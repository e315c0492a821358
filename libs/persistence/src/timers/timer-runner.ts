import { isPassing } from '../database-errors.js';
import { plainError } from '../plain-error.js';
import type { Tx } from '../tx.js';
import type { Work } from '../work.js';
import { DueTimer } from './due-timer.entity.js';

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

const leaseSeconds = 60;
const batch = 32;
const idleMilliseconds = 1_000;

/** Fires due timers: claims under a lease, re-checks inside the act's own transaction, retries with back-off. */
export class TimerRunner {
  private readonly acts: Map<string, TimerAct>;
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private hurried = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly work: Work,
    acts: TimerAct[],
    private readonly reports: TimerReports,
  ) {
    this.acts = new Map(acts.map((act) => [act.kind, act]));
  }

  /** Begins to look for due timers; a commit wakes it, polling is the fallback. */
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
   * @returns how many timers were claimed
   */
  async fireDue(): Promise<number> {
    const claimed = await this.claim();
    for (let next = 0; next < claimed.length; next += 4) {
      await Promise.all(claimed.slice(next, next + 4).map((timer) => this.fire(timer)));
    }
    return claimed.length;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const claimed = await this.fireDue().catch((error: unknown) => {
        this.reports.broken(error);
        return 0;
      });
      // A full batch may have left some behind; else whatever becomes due meanwhile hurries, or is found in a second.
      if (claimed < batch && this.running) await this.idle();
    }
  }

  /** Remembers the call, so that a commit between the last look and the sleep is not slept through. */
  private hurry(): void {
    this.hurried = true;
    this.wake();
  }

  private async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.hurried) return resolve();
      const timeout = setTimeout(resolve, idleMilliseconds);
      this.wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
    this.hurried = false;
  }

  private async claim(): Promise<DueTimer[]> {
    return this.work.run(async (tx) => {
      const timers = await tx.manager
        .createQueryBuilder(DueTimer, 'timer')
        .where('timer.state = :state AND timer.dueAt <= :now', { state: 'waiting', now: tx.now })
        .andWhere('(timer.leasedUntil IS NULL OR timer.leasedUntil < UTC_TIMESTAMP(3))')
        .andWhere('timer.kind IN (:...kinds)', { kinds: [...this.acts.keys()] })
        .orderBy('timer.dueAt')
        .limit(batch)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      if (timers.length > 0) await this.lease(tx, timers, leaseSeconds);
      return timers;
    });
  }

  private async lease(tx: Tx, timers: DueTimer[], seconds: number): Promise<void> {
    await tx.query(`UPDATE due_timer SET leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE timer_id IN (?)`, [
      seconds,
      timers.map((timer) => timer.timerId),
    ]);
  }

  private async fire(timer: DueTimer): Promise<void> {
    const act = this.acts.get(timer.kind);
    if (act === undefined) return;
    try {
      const prepared = await act.prepare?.(timer);
      await this.work.run(
        async (tx) => {
          const { affected } = await tx.update(
            DueTimer,
            { timerId: timer.timerId, state: 'waiting' },
            { state: 'fired', firedAt: tx.now },
          );
          if (affected === 1) await act.fire(tx, timer, prepared);
        },
        { id: `timer:${timer.kind}:${timer.timerId}` },
      );
    } catch (error) {
      await this.putBack(timer, error);
    }
  }

  private async putBack(timer: DueTimer, error: unknown): Promise<void> {
    this.reports.failed(timer, error);
    const seconds = Math.min(300, 2 ** Math.min(timer.attempts, 8));
    const message = plainError(error);
    await this.work
      .run(async (tx) => {
        await tx.update(DueTimer, { timerId: timer.timerId }, { attempts: timer.attempts + 1, lastError: message });
        await this.lease(tx, [timer], seconds);
      })
      .catch((second: unknown) => {
        // The lease ends by itself; what cannot be written now is written after the next try.
        if (!isPassing(second)) this.reports.broken(second);
      });
  }
}
