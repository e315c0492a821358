import type { Arm } from './arms.js';
import type { Load } from './load.js';
import { secondsOf, steady } from './pace.js';
import type { Measured } from './watched.js';
import { p99Between, rateLeaving, recovery } from './windows.js';

/** An arm, its usual rate in cases a second, how long a stretch is, and what measures and keeps a load. */
export interface Site {
  arm: Arm;
  rate: number;
  seconds: number;
  measure: (setting: string, load: Load, over?: AbortSignal) => Promise<Measured>;
}

/** A load beyond the steady ones. @param amount how much of it @returns what came of it, in lines */
export type SpecialLoad = (site: Site, amount: number) => Promise<string[]>;

/** The loads that an option of this name asks for. */
export const specialLoads = { spike, ramp, soak, batch } as const satisfies Record<string, SpecialLoad>;

const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** So many times the usual rate for a third of a stretch, and three stretches to recover. */
async function spike({ rate, seconds, measure }: Site, factor: number): Promise<string[]> {
  const end = seconds + seconds / 3;
  const pace = [...steady(seconds, rate), ...steady(seconds / 3, rate * factor), ...steady(3 * seconds, rate)];
  const { begun } = await measure(`spike ×${factor}`, { pace });
  const before = p99Between(begun, 'whole', 0, seconds);
  const during = p99Between(begun, 'whole', seconds, end);
  const after = recovery(begun, before, end);
  const told = after === undefined ? `not within ${3 * seconds} s` : `after ${after} s`;
  return [`p99 of the whole case ${ms(before)} before, ${ms(during)} of those that began in the spike; back ${told}`];
}

/** The rate grows evenly from the usual one to so many times of it, as before a deadline. */
async function ramp({ rate, seconds, measure }: Site, factor: number): Promise<string[]> {
  const pace = [{ seconds: 3 * seconds, from: rate, to: rate * factor }];
  const { begun } = await measure(`ramp to ×${factor}`, { pace });
  const leaving = (latency: 'lodge' | 'whole', limit: number): string => {
    const at = rateLeaving(begun, latency, limit, pace);
    return at === undefined ? 'at none of these rates' : `from ${at.toFixed(1)} cases/s on`;
  };
  return [
    `p99 of lodging is above 100 ms ${leaving('lodge', 100)}, of the whole case above 500 ms ${leaving('whole', 500)}`,
  ];
}

/** The usual rate for so many minutes. */
async function soak({ rate, measure }: Site, minutes: number): Promise<string[]> {
  const pace = steady(minutes * 60, rate);
  const { begun, memory } = await measure(`soak of ${minutes} min`, { pace });
  const fifth = secondsOf(pace) / 5;
  const lines = (['lodge', 'whole'] as const).map((latency) => {
    const [first, last] = [0, 4].map((at) => p99Between(begun, latency, at * fifth, (at + 1) * fifth));
    return `p99 of ${latency === 'lodge' ? 'lodging' : 'the whole case'} ${ms(first ?? 0)} in the first fifth, ${ms(last ?? 0)} in the last`;
  });
  const held = [...memory].map(([name, [before, after]]) => `${name} ${before.toFixed(0)} → ${after.toFixed(0)}`);
  return [...lines, `MiB at the start and at the end: ${held.join(', ')}`];
}

/** So many certificates due at once while cases begin at the usual rate. */
async function batch({ arm, rate, seconds, measure }: Site, count: number): Promise<string[]> {
  const { papers } = arm;
  if (papers === undefined) return [];
  const without = await measure(`without a batch`, { pace: steady(seconds, rate) });
  const { sealed } = await papers.pile(count);
  const over = new AbortController();
  const done = sealed.finally(() => over.abort());
  const during = await measure(`${count} certificates due meanwhile`, { pace: steady(longest, rate) }, over.signal);
  const took = await done;
  const lodge = ({ begun }: Measured): string => ms(p99Between(begun, 'lodge', 0, longest));
  return [
    `${count} certificates in ${took.toFixed(1)} s, ${(count / took).toFixed(1)} a second beside the load's own`,
    `p99 of lodging ${lodge(without)} without them, ${lodge(during)} meanwhile`,
  ];
}

/** Seconds after which a batch is not waited for with load any more. */
const longest = 3_600;
