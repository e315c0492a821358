import { chinaDate, workingDaysBetween } from '#lib/calendar';
import type { CaseFacts, FactOf } from '../case-fact/fact.js';
import type { ClockReading } from '../clock/clock-reading.js';
import type { Segment } from '../clock/segments.js';
import { type Colour, colours } from '../rule/owed-cards.js';
import type { CaseFigure } from './case-figure.entity.js';

/** Upper bounds of the buckets of working days used, by which percentiles are read. */
export const dayBuckets = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60] as const;

const bucketOf = (days: number): string => `days-${dayBuckets.find((most) => days <= most) ?? 'more'}`;

/** Every figure there is. */
export const figureNames: readonly string[] = [
  'accepted',
  'promised-limit',
  'statutory-limit',
  'decided',
  'days-used',
  ...dayBuckets.map((most) => `days-${most}`),
  'days-more',
  ...['promised', 'statutory'].flatMap((kind) => [`on-time-${kind}`, `late-${kind}`]),
  ...colours.map((colour) => `card-${colour}`),
];

/** A clock with its life and the colours of its standing cards. */
export interface CountedClock {
  clockId: string;
  reading: ClockReading;
  segments: readonly Segment[];
  standing: { colour: Colour; reachedAt: Date }[];
}

/** What a case adds to the indicators, before it is known where it lies. */
export type Figure = Pick<CaseFigure, 'figure' | 'ref' | 'month' | 'departmentId' | 'value'>;

/**
 * What a case adds to the indicators, from its facts and its standing cards.
 *
 * @param facts everything heard of the case
 * @param clocks its clocks
 */
export function figuresOf(facts: CaseFacts, clocks: readonly CountedClock[]): Figure[] {
  const accepted = facts.of('case-accepted')[0];
  const decided = facts.of('case-decided')[0];
  return [
    ...(accepted === undefined ? [] : acceptance(accepted)),
    ...(accepted === undefined || decided === undefined ? [] : decision(accepted, decided, clocks)),
    ...clocks.flatMap(highestCard),
  ];
}

/** The compression of the promise is what the promised limits of the month are shorter than the statutory ones. */
function acceptance({ content }: FactOf<'case-accepted'>): Figure[] {
  const add = adder(new Date(content.acceptedAt), content.departmentId);
  const daysOf = (kind: string): number | undefined => {
    const limit = content.clocks.find((clock) => clock.kind === kind)?.limit;
    return limit?.unit === 'working-day' ? limit.days : undefined;
  };
  const [promised, statutory] = [daysOf('promised'), daysOf('statutory')];
  const both = promised !== undefined && statutory !== undefined;
  const limits = both ? [add('promised-limit', promised), add('statutory-limit', statutory)] : [];
  return [add('accepted'), ...limits];
}

function decision(
  { content }: FactOf<'case-accepted'>,
  decided: FactOf<'case-decided'>,
  clocks: readonly CountedClock[],
): Figure[] {
  const add = adder(decided.occurredAt, content.departmentId);
  const bound = clocks.filter(({ reading }) => reading.kind === 'promised' || reading.kind === 'statutory');
  const kept = bound.flatMap(({ reading, segments }) => {
    if (reading.ended?.by !== 'case-decided') return [];
    const due = segments.at(-1)?.dueAt ?? null;
    // A clock that stands still has nothing to be late for.
    return [add(`${due === null || decided.occurredAt <= due ? 'on-time' : 'late'}-${reading.kind}`)];
  });
  const days = bound[0] === undefined ? undefined : workingDaysUsed(bound[0], decided.occurredAt);
  const used = days === undefined ? [] : [add('days-used', days), add(bucketOf(days), days)];
  return [add('decided'), ...kept, ...used];
}

/** Working days from acceptance to decision without those on which the clock stood still; undefined without a calendar. */
function workingDaysUsed({ reading, segments }: CountedClock, decidedAt: Date): number | undefined {
  const calendar = segments.at(-1)?.calendar;
  if (calendar === undefined) return undefined;
  const between = (from: Date, to: Date): number => workingDaysBetween(calendar, chinaDate(from), chinaDate(to));
  const stopped = segments
    .map((segment, place) => ({ segment, until: segments[place + 1]?.from ?? decidedAt }))
    .filter(({ segment }) => segment.dueAt === null)
    .reduce((sum, { segment, until }) => sum + between(segment.from, until), 0);
  return Math.max(0, between(reading.startsAt, decidedAt) - stopped);
}

/** Only the highest card of a clock counts. */
function highestCard({ clockId, reading, standing }: CountedClock): Figure[] {
  const highest = [...standing].sort(
    (a, b) => colours.indexOf(b.colour) - colours.indexOf(a.colour) || +a.reachedAt - +b.reachedAt,
  )[0];
  if (highest === undefined) return [];
  return [{ ...adder(highest.reachedAt, reading.departmentId)(`card-${highest.colour}`), ref: clockId }];
}

const adder =
  (at: Date, departmentId: string) =>
  (figure: string, value = 1): Figure => ({ figure, ref: '', month: chinaDate(at).slice(0, 7), departmentId, value });
