import { type Begun, percentile } from './load.js';
import { type Pace, rateAt } from './pace.js';

/** What is looked at in a case: until its lodging is acknowledged, or until it ends. */
export type Latency = 'lodge' | 'whole';

const windowSeconds = 10;

/** p99 of the cases that began between two moments, in milliseconds; NaN when none did. */
export function p99Between(begun: readonly Begun[], latency: Latency, from: number, to: number): number {
  const values = begun.filter(({ at }) => at >= from && at < to).map((one) => one[latency]);
  return percentile(values, 0.99);
}

/** p99 of a window sliding by a second: where it begins, and its value. Seconds in which nothing began are left out. */
function sliding(begun: readonly Begun[], latency: Latency, from: number): { from: number; p99: number }[] {
  const last = Math.max(...begun.map(({ at }) => at));
  const windows: { from: number; p99: number }[] = [];
  for (let second = from; second + windowSeconds <= last + 1; second += 1) {
    windows.push({ from: second, p99: p99Between(begun, latency, second, second + windowSeconds) });
  }
  return windows.filter(({ p99 }) => !Number.isNaN(p99));
}

/**
 * How long after a spike the whole case takes as long as before again: p99 of those that begin within ten seconds from then
 * on is within one and a half times of what it was.
 *
 * @param before p99 before the spike, milliseconds
 * @param end of the spike, seconds
 * @returns seconds; undefined when it was not back when the load ended
 */
export function recovery(begun: readonly Begun[], before: number, end: number): number | undefined {
  const back = sliding(begun, 'whole', end).find(({ p99 }) => p99 <= 1.5 * before);
  return back === undefined ? undefined : back.from - end;
}

/**
 * The rate from which on p99 stays above a limit, at the middle of the first window that is above it for good.
 *
 * @param limit milliseconds
 * @returns cases a second; undefined when it was within the limit at the end
 */
export function rateLeaving(begun: readonly Begun[], latency: Latency, limit: number, pace: Pace): number | undefined {
  const windows = sliding(begun, latency, 0);
  const within = windows.findLastIndex(({ p99 }) => p99 <= limit);
  const first = windows[within + 1];
  return first === undefined ? undefined : rateAt(pace, first.from + windowSeconds / 2);
}
