import { dayBuckets } from './figures.js';

/** A figure as counted. */
export interface Counted {
  cases: number;
  total: number;
}

/** What is read from the figures of a department or an item in a month. */
export interface Reading {
  accepted: number;
  decided: number;
  onTimeRate: { promised: number | null; statutory: number | null };
  cards: { preWarning: number; yellow: number; red: number };
  workingDays: { mean: number | null; median: number | null; ninetieth: number | null };
  promiseCompression: number | null;
}

/** Reads rates, means and percentiles from counted figures; null where there is nothing to divide by. */
export function readFigures(figures: Readonly<Record<string, Counted>>): Reading {
  const cases = (figure: string): number => figures[figure]?.cases ?? 0;
  const total = (figure: string): number => figures[figure]?.total ?? 0;
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const onTime = (kind: string): number | null =>
    share(cases(`on-time-${kind}`), cases(`on-time-${kind}`) + cases(`late-${kind}`));
  const compressed = share(total('promised-limit'), total('statutory-limit'));
  return {
    accepted: cases('accepted'),
    decided: cases('decided'),
    onTimeRate: { promised: onTime('promised'), statutory: onTime('statutory') },
    cards: { preWarning: cases('card-pre-warning'), yellow: cases('card-yellow'), red: cases('card-red') },
    workingDays: {
      mean: share(total('days-used'), cases('days-used')),
      median: percentile(cases, 0.5),
      ninetieth: percentile(cases, 0.9),
    },
    promiseCompression: compressed === null ? null : 1 - compressed,
  };
}

/** The upper bound of the bucket that a share of the decided lies in; null for nothing decided, or above the last bound. */
function percentile(cases: (figure: string) => number, part: number): number | null {
  const wanted = Math.ceil(cases('days-used') * part);
  if (wanted === 0) return null;
  let seen = 0;
  for (const most of dayBuckets) {
    seen += cases(`days-${most}`);
    if (seen >= wanted) return most;
  }
  return null;
}
