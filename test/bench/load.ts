import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds each step took, by step. */
export type Latencies = Map<string, number[]>;

/** What a stretch of load came to. */
export interface LoadResult {
  completed: number;
  seconds: number;
  latencies: Latencies;
}

/** Takes the time of the steps of one case. */
export class Stopwatch {
  private at = performance.now();
  private readonly began: number;

  /** @param latencies where the times go; @param intended when the case should have begun (open loop) */
  constructor(
    private readonly latencies: Latencies,
    intended = performance.now(),
  ) {
    this.began = intended;
  }

  /** The step under way ended. */
  step(name: string): void {
    const now = performance.now();
    this.note(name, now - this.at);
    this.at = now;
  }

  /** The case ended. */
  end(): void {
    this.note('whole case', performance.now() - this.began);
  }

  private note(name: string, milliseconds: number): void {
    const known = this.latencies.get(name);
    if (known === undefined) this.latencies.set(name, [milliseconds]);
    else known.push(milliseconds);
  }
}

/** One case from beginning to end. */
export type CaseRun = (watch: Stopwatch, number: number) => Promise<void>;

/** Closed loop: so many cases, so many at a time; the next begins when one ends. */
export async function runClosed(run: CaseRun, cases: number, concurrency: number): Promise<LoadResult> {
  const latencies: Latencies = new Map();
  let next = 0;
  const began = performance.now();
  const walker = async (): Promise<void> => {
    while (next < cases) {
      const number = next;
      next += 1;
      const watch = new Stopwatch(latencies);
      await run(watch, number);
      watch.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, cases) }, walker));
  return { completed: cases, seconds: (performance.now() - began) / 1_000, latencies };
}

/**
 * Open loop: cases begin at random moments (Poisson) whatever the system does; latency counts from the intended start, so
 * that a stall is not left out of the account.
 *
 * @param rate cases a second
 * @param cases how many in all
 */
export async function runOpen(run: CaseRun, rate: number, cases: number): Promise<LoadResult> {
  const latencies: Latencies = new Map();
  const began = performance.now();
  const under: Promise<void>[] = [];
  let intended = began;
  for (let number = 0; number < cases; number += 1) {
    intended += (-Math.log(1 - Math.random()) * 1_000) / rate;
    const wait = intended - performance.now();
    if (wait > 1) await sleep(wait);
    const watch = new Stopwatch(latencies, intended);
    under.push(run(watch, number).then(() => watch.end()));
  }
  await Promise.all(under);
  return { completed: cases, seconds: (performance.now() - began) / 1_000, latencies };
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
