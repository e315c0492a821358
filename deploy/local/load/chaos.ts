import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../say.js';
import type { CrashTarget } from '../walks/crashes.js';
import type { Random } from './random.js';

/**
 * Kills processes at random moments while a load goes on: every target at least once, and at least one for every so many
 * cases.
 */
export class Chaos {
  private readonly order: CrashTarget[];
  private killed = 0;
  private under: Promise<void> = Promise.resolve();
  failed: unknown;

  /**
   * @param targets what is killed
   * @param random gives order and moments
   * @param casesEach a kill is due for every so many finished cases
   * @param longestWait milliseconds from then to the kill, at most
   */
  constructor(
    targets: readonly CrashTarget[],
    private readonly random: Random,
    private readonly casesEach: number,
    private readonly longestWait = 1_500,
  ) {
    this.order = random.shuffled(targets);
  }

  /** @param finished cases; starts the kills that are due. @returns whether some target was never killed yet */
  watch(finished: number): boolean {
    const due = 1 + Math.floor(finished / this.casesEach);
    for (; this.killed < due; this.killed += 1) {
      const target = this.order[this.killed] ?? this.random.pick(this.order);
      const wait = this.random.below(this.longestWait);
      this.under = this.under.then(async () => this.kill(target, wait));
    }
    return this.failed === undefined && this.killed < this.order.length;
  }

  /** Waits until everything that was killed is back. @throws what kept it from coming back */
  async settled(): Promise<void> {
    await this.under;
    if (this.failed !== undefined) throw this.failed;
    say(`${this.killed} kills: ${this.order.map(([name]) => name).join(', ')}`);
  }

  private async kill([name, crash]: CrashTarget, wait: number): Promise<void> {
    if (this.failed !== undefined) return;
    await sleep(wait);
    try {
      const began = performance.now();
      await crash();
      say(`    ‼ ${name} was killed and is back after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    } catch (error) {
      this.failed = error;
    }
  }
}
