import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { within } from './within.js';

/** One value of a figure, with its labels. */
export interface Reading {
  labels?: Record<string, string>;
  value: number;
}

/** Figures that are read together, e.g. count and age of what waits. */
export interface FigureGroup {
  /** Name, without `yichuang_`, and what it says. */
  figures: Readonly<Record<string, string>>;
  labels?: readonly string[];
  /** Reads all of them, by name. */
  read: () => Promise<Readonly<Record<string, readonly Reading[]>>>;
}

const longestRead = 3_000;
const shortestRest = 2_000;
/** A reading that took long is kept a hundred times as long: watching never takes more than a hundredth of a database. */
const restFactor = 100;
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const lagSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** The figures of one process, in Prometheus' text format. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly failures: Counter;
  private readonly requests: Histogram;
  private readonly lags: Histogram;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    this.failures = new Counter({
      name: 'yichuang_reading_failures_total',
      help: 'Figures that could not be read; they are missing from the answer.',
      labelNames: ['figure'],
      registers,
    });
    this.requests = new Histogram({
      name: 'yichuang_http_request_duration_seconds',
      help: 'HTTP requests by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: requestSeconds,
      registers,
    });
    this.lags = new Histogram({
      name: 'yichuang_event_lag_seconds',
      help: 'Real time from the announcing of an event to the commit of its handler here, by the service that said it.',
      labelNames: ['source'],
      buckets: lagSeconds,
      registers,
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Everything, as text. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Counts an answered request. @param route the pattern, never the address with its ids */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Counts a handled event. @param seconds from its announcing to its effects */
  handled(source: string, seconds: number): void {
    this.lags.observe({ source }, Math.max(0, seconds));
  }

  /**
   * Adds figures that are read when somebody asks. A figure that cannot be read is missing and counted as a failure: a
   * dashboard must not take silence for zero.
   */
  group({ figures, labels = [], read }: FigureGroup): void {
    const remembered = remember(read);
    for (const [figure, help] of Object.entries(figures)) {
      const { failures } = this;
      const gauge: Gauge = new Gauge({
        name: `yichuang_${figure}`,
        help,
        labelNames: [...labels],
        registers: [this.registry],
        async collect() {
          gauge.reset();
          // Without labels a reset would say zero; nothing at all is said of what is not known.
          if (labels.length === 0) gauge.remove();
          const readings = await within(longestRead, remembered()).catch(() => undefined);
          if (readings === undefined) failures.inc({ figure });
          for (const one of readings?.[figure] ?? []) gauge.set(one.labels ?? {}, one.value);
        },
      });
    }
  }
}

/** Several ask at once, and again soon: the database is asked once. What takes too long for one is there for the next. */
function remember<T>(read: () => Promise<T>): () => Promise<T> {
  let until = 0;
  let last: Promise<T> | undefined;
  return async () => {
    const began = performance.now();
    if (last !== undefined && began < until) return last;
    until = Infinity;
    last = read();
    const rest = (milliseconds: number): void => {
      until = performance.now() + Math.max(shortestRest, milliseconds);
    };
    last.then(
      () => rest((performance.now() - began) * restFactor),
      () => rest(0),
    );
    return last;
  };
}
