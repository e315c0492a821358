import type { Work } from '#lib/persistence';
import type { Log } from '#lib/service-kit';
import { type EventHandlers, retryParked } from './deliver.js';

const lookMilliseconds = 1_000;
const sweepMilliseconds = 5_000;

/**
 * Tries parked events again: after commits that changed what they await, and all of them every five seconds.
 *
 * Whether anything is parked is known without asking: what this process parks it hears of, what another replica parks it
 * finds within a second of its own commits. So the usual case, nothing parked, costs no statement.
 */
export class ParkedSweep {
  private timer: NodeJS.Timeout | undefined;
  private under: Promise<void> = Promise.resolve();
  private active = false;
  private sweptAt = 0;
  /** Whether anything is parked, as far as is known here. */
  any = false;

  constructor(
    private readonly handlers: EventHandlers,
    private readonly work: Work,
    private readonly log: Log,
  ) {}

  /** Begins. */
  start(): void {
    this.timer = setInterval(() => this.tick(), lookMilliseconds);
    this.work.onCommit((tx) => {
      if (tx.touched.size === 0) return;
      this.active = true;
      if (this.any) this.queue([...tx.touched]);
    });
    this.queue(undefined);
  }

  /** Ends after the look under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.under;
  }

  /**
   * Called after a commit that parked events. What they await may have changed between their look at it and that commit,
   * by a transaction that could not see them parked: they are tried again at once.
   */
  parked(awaited: string[]): void {
    this.any = true;
    this.queue(awaited);
  }

  private tick(): void {
    const sweepDue = performance.now() - this.sweptAt >= sweepMilliseconds;
    if (sweepDue || (this.active && !this.any)) this.queue(undefined, sweepDue);
    this.active = false;
  }

  private queue(awaited: string[] | undefined, all = true): void {
    this.under = this.under.then(async () => this.look(awaited, all));
  }

  /** @param all whether to try what was known to be parked, too, and not only to see whether anything is */
  private async look(awaited: string[] | undefined, all: boolean): Promise<void> {
    try {
      const known = this.any;
      const [one] = await this.work.read(async (tx) => tx.query<unknown[]>('SELECT 1 FROM parked LIMIT 1'));
      this.any = one !== undefined;
      if (awaited === undefined) this.sweptAt = performance.now();
      if (this.any && (all || !known)) await this.work.run(async (tx) => retryParked(tx, this.handlers, awaited));
    } catch (error) {
      this.log.fault('parked events cannot be read', error);
    }
  }
}
