import type { DueTimer } from './due-timer.entity.js';

/** So many of a kind are prepared at once, and at most so many are fired together. */
const atOnce = 4;

/** A timer with what was prepared for it. */
export interface Prepared {
  timer: DueTimer;
  prepared: unknown;
}

/** What is done with a timer; only preparing may fail. */
export interface LaneWork {
  prepare(timer: DueTimer): Promise<unknown>;
  fire(ready: readonly Prepared[]): Promise<void>;
  putBack(timer: DueTimer, error: unknown): Promise<void>;
  /** Another process may have it. */
  leave(timer: DueTimer): void;
}

interface Duty {
  timer: DueTimer;
  settled: () => void;
}

/**
 * Timers of one kind, prepared a few at a time. What became ready while others were fired is fired together next: alone when
 * there is little to do, in fewer commits when there is much, and nobody waits for the slowest of a batch.
 */
export class TimerLanes {
  private readonly waiting: Duty[] = [];
  private readonly ready: (Duty & Prepared)[] = [];
  private preparing = 0;
  private firing = false;
  private ended = false;

  constructor(private readonly work: LaneWork) {}

  /** Takes a leased timer. @returns once it is fired or put back, or left because of the end */
  async put(timer: DueTimer): Promise<void> {
    if (this.ended) return this.work.leave(timer);
    await new Promise<void>((settled) => {
      this.waiting.push({ timer, settled });
      this.prepareNext();
    });
  }

  /** Prepares nothing more. */
  end(): void {
    this.ended = true;
    for (const { timer, settled } of this.waiting.splice(0)) {
      this.work.leave(timer);
      settled();
    }
  }

  /** What is prepared is held in memory until it is fired, so there is never much of it. */
  private prepareNext(): void {
    while (this.preparing < atOnce && this.ready.length < atOnce) {
      const duty = this.waiting.shift();
      if (duty === undefined) return;
      this.preparing += 1;
      void this.prepare(duty);
    }
  }

  private async prepare(duty: Duty): Promise<void> {
    try {
      this.ready.push({ ...duty, prepared: await this.work.prepare(duty.timer) });
    } catch (error) {
      await this.work.putBack(duty.timer, error);
      duty.settled();
    }
    this.preparing -= 1;
    this.prepareNext();
    await this.fireReady();
  }

  private async fireReady(): Promise<void> {
    if (this.firing) return;
    this.firing = true;
    while (this.ready.length > 0) {
      const some = this.ready.splice(0, atOnce);
      this.prepareNext();
      await this.work.fire(some);
      for (const { settled } of some) settled();
    }
    this.firing = false;
  }
}
