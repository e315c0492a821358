import { setTimeout as sleep } from 'node:timers/promises';
import { arrivals, type Pace } from './pace.js';

/** Milliseconds each step took, by step. */
export type Latencies = Map<string, number[]>;

/** A straight case in time. */
export interface Begun {
  /** Seconds after the load began. */
  at: number;
  /** Milliseconds until its lodging was acknowledged, and until it ended. */
  lodge: number;
  whole: number;
}

/** What a stretch of load came to. */
export interface LoadResult {
  completed: number;
  seconds: number;
  latencies: Latencies;
  /** When which case began and how long it took, in the order of their ends. */
  begun: Begun[];
}

/** The step whose latency is the whole of a straight case. Cases that end otherwise have a name of their own. */
export const wholeCase = 'whole case';

/** Takes the time of the steps of one case. */
export class Stopwatch {
  private at: number;
  private lodge = 0;

  /** @param result where the times go; @param began of the load; @param intended when the case should have begun */
  constructor(
    private readonly result: LoadResult,
    private readonly began: number,
    private readonly intended = performance.now(),
  ) {
    this.at = intended;
  }

  /** The step under way ended. */
  step(name: string): void {
    const now = performance.now();
    if (name === 'lodge') this.lodge = now - this.at;
    this.note(name, now - this.at);
    this.at = now;
  }

  /** The case ended. @param kind which kind of case it was */
  end(kind: string): void {
    const whole = performance.now() - this.intended;
    this.note(kind, whole);
    this.result.completed += 1;
    if (kind === wholeCase) {
      this.result.begun.push({ at: (this.intended - this.began) / 1_000, lodge: this.lodge, whole });
    }
  }

  private note(name: string, milliseconds: number): void {
    const known = this.result.latencies.get(name);
    if (known === undefined) this.result.latencies.set(name, [milliseconds]);
    else known.push(milliseconds);
  }
}

/** One case from beginning to end. @returns the kind it was, {@link wholeCase} for a straight one */
export type CaseRun = (watch: Stopwatch, number: number) => Promise<string>;

/** What is asked of an arm: so many cases, so many at a time; or cases that begin at a pace. */
export type Load = { cases: number; concurrency: number } | { pace: Pace };

/** Either loop. @param over ends an open loop before its time */
export async function runLoad(run: CaseRun, load: Load, over?: AbortSignal): Promise<LoadResult> {
  return 'pace' in load ? runOpen(run, load.pace, over) : runClosed(run, load.cases, load.concurrency);
}

/** Closed loop: so many cases, so many at a time; the next begins when one ends. */
async function runClosed(run: CaseRun, cases: number, concurrency: number): Promise<LoadResult> {
  const result = nothingYet();
  let next = 0;
  const began = performance.now();
  const walker = async (): Promise<void> => {
    while (next < cases) {
      const number = next;
      next += 1;
      const watch = new Stopwatch(result, began);
      watch.end(await run(watch, number));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, cases) }, walker));
  return { ...result, seconds: (performance.now() - began) / 1_000 };
}

/**
 * Open loop: cases begin at random moments (Poisson) whatever the system does; latency counts from the intended start, so
 * that a stall is not left out of the account.
 */
async function runOpen(run: CaseRun, pace: Pace, over?: AbortSignal): Promise<LoadResult> {
  const result = nothingYet();
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (const second of arrivals(pace)) {
    const intended = began + second * 1_000;
    const wait = intended - performance.now();
    if (wait > 1) await sleep(wait);
    if (over?.aborted === true) break;
    const watch = new Stopwatch(result, began, intended);
    under.push(run(watch, under.length).then((kind) => watch.end(kind)));
  }
  await Promise.all(under);
  return { ...result, seconds: (performance.now() - began) / 1_000 };
}

const nothingYet = (): LoadResult => ({ completed: 0, seconds: 0, latencies: new Map(), begun: [] });

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
