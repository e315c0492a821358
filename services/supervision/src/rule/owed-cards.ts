import { thresholdOf } from '#lib/calendar';
import type { ClockReading } from '../clock/clock-reading.js';
import type { Segment } from '../clock/segments.js';

/** The colours of cards, mildest first (预警、黄牌、红牌). */
export const colours = ['pre-warning', 'yellow', 'red'] as const;

/** One of them. */
export type Colour = (typeof colours)[number];

/** A version of a rule, as far as cards are judged by it. */
export interface CardRule {
  ruleId: string;
  version: number;
  colour: Colour;
  /** Relative to the limit, in working days. */
  workingDays: number;
  /** False when this version puts the rule out of use. */
  active: boolean;
  validFrom: Date;
}

/** A card that the facts, the calendars and the rules call for. */
export interface OwedCard {
  ruleId: string;
  ruleVersion: number;
  colour: Colour;
  /** The limit it is about. */
  dueAt: Date;
  calendarVersion: string;
  /** When its threshold was, or will be, reached. */
  reachedAt: Date;
}

/** What names a card of a clock: one for each rule and due date. */
export const cardKey = ({ ruleId, dueAt }: Pick<OwedCard, 'ruleId' | 'dueAt'>): string =>
  `${ruleId} ${dueAt.toISOString()}`;

/**
 * The cards a clock calls for, whether their time has come or not. A threshold calls for one only if the clock still ran
 * when it was reached, with the limit it had then: what happened before takes the card back, what happened after does not.
 *
 * @param reading the clock as the recorded facts tell it
 * @param segments its life
 * @param rules the versions of the rules for its kind, oldest version first
 */
export function owedCards(reading: ClockReading, segments: readonly Segment[], rules: readonly CardRule[]): OwedCard[] {
  const owed = new Map<string, OwedCard>();
  for (const [place, segment] of segments.entries()) {
    const until = segments[place + 1]?.from ?? reading.ended?.at;
    for (const rule of rules) {
      const card = owedIn(reading, segment, until, rule, rules);
      if (card === undefined) continue;
      const earlier = owed.get(cardKey(card));
      if (earlier === undefined || earlier.reachedAt > card.reachedAt) owed.set(cardKey(card), card);
    }
  }
  return [...owed.values()];
}

function owedIn(
  { startsAt }: ClockReading,
  { from, dueAt, calendar }: Segment,
  until: Date | undefined,
  rule: CardRule,
  rules: readonly CardRule[],
): OwedCard | undefined {
  if (dueAt === null || calendar === undefined || !rule.active) return undefined;
  const threshold = thresholdOf(calendar, dueAt, rule.workingDays);
  // A limit shorter than the distance of its warning is not warned of: the card would come with the start.
  if (threshold <= startsAt) return undefined;
  const reachedAt = new Date(Math.max(threshold.getTime(), from.getTime(), rule.validFrom.getTime()));
  if (until !== undefined && reachedAt > until) return undefined;
  if (rules.some((one) => replaces(one, rule) && one.validFrom <= reachedAt)) return undefined;
  const { ruleId, version: ruleVersion, colour } = rule;
  return { ruleId, ruleVersion, colour, dueAt, calendarVersion: calendar.version, reachedAt };
}

const replaces = (one: CardRule, rule: CardRule): boolean => one.ruleId === rule.ruleId && one.version > rule.version;
