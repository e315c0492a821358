import type { Work } from '#lib/persistence';
import type { Log } from '#lib/service-kit';
import { type EventHandlers, retryParked } from './deliver.js';
import { ParkedRow } from './inbox.entity.js';

const everyMilliseconds = 5_000;

/** Tries parked events again: after commits that changed what they await, and all of them every five seconds. */
export class ParkedSweep {
  private timer: NodeJS.Timeout | undefined;
  private parked = 0;
  private under: Promise<void> = Promise.resolve();

  constructor(
    private readonly handlers: EventHandlers,
    private readonly work: Work,
    private readonly log: Log,
  ) {}

  /** Begins. */
  start(): void {
    this.timer = setInterval(() => this.queue(undefined), everyMilliseconds);
    this.work.onCommit((tx) => {
      // Most commits find nothing parked; they pay nothing.
      if (this.parked > 0 && tx.touched.size > 0) this.queue([...tx.touched]);
    });
    this.queue(undefined);
  }

  /** Ends after the look under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.under;
  }

  private queue(awaited: string[] | undefined): void {
    this.under = this.under.then(async () => this.look(awaited));
  }

  private async look(awaited: string[] | undefined): Promise<void> {
    try {
      this.parked = await this.work.run(async (tx) => {
        const count = await tx.manager.count(ParkedRow);
        if (count > 0) await retryParked(tx, this.handlers, awaited);
        return count;
      });
    } catch (error) {
      this.log.fault('parked events cannot be read', error);
    }
  }
}
