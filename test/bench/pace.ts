/** A stretch of an open loop: the rate, in cases a second, goes evenly from one value to the other. */
export interface Stretch {
  seconds: number;
  from: number;
  to: number;
}

/** How often cases begin, stretch after stretch. */
export type Pace = readonly Stretch[];

/** One rate for so many seconds. */
export const steady = (seconds: number, rate: number): Pace => [{ seconds, from: rate, to: rate }];

/** Seconds that a pace takes. */
export const secondsOf = (pace: Pace): number => pace.reduce((sum, { seconds }) => sum + seconds, 0);

/** The rate at a moment of a pace, cases a second; that of its end afterwards. */
export function rateAt(pace: Pace, second: number): number {
  let left = second;
  for (const { seconds, from, to } of pace) {
    if (left < seconds) return from + ((to - from) * left) / seconds;
    left -= seconds;
  }
  return pace.at(-1)?.to ?? 0;
}

/** Random moments (Poisson) at a pace, in seconds: drawn at its highest rate, and left out where the rate is lower. */
export function* arrivals(pace: Pace): Generator<number> {
  const highest = Math.max(...pace.flatMap(({ from, to }) => [from, to]));
  const end = secondsOf(pace);
  for (let second = 0; ;) {
    second += -Math.log(1 - Math.random()) / highest;
    if (second >= end) return;
    if (Math.random() * highest < rateAt(pace, second)) yield second;
  }
}
