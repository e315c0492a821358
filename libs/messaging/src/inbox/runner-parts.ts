import type { Work } from '#lib/persistence';
import type { Clock, Log, Metrics } from '#lib/service-kit';
import type { Bus } from '../bus.js';
import type { ParkedSweep } from './sweep.js';

/** What a runner works with. */
export interface RunnerParts {
  /** Who listens. */
  service: string;
  work: Work;
  bus: Bus;
  log: Log;
  metrics: Metrics;
  clock: Clock;
  sweep: ParkedSweep;
}
