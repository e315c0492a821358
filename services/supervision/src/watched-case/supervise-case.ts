import { type KnownCalendars, knownCalendars } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { cardsOf, stands } from '../card/card.repository.js';
import type { Card } from '../card/card.entity.js';
import { type Occasion, settleCards } from '../card/settle-cards.js';
import { factsOf } from '../case-fact/case-fact.repository.js';
import { type ClockContent, bringTo, checkAgainAt, listClocks, startClock } from '../clock/clock.repository.js';
import type { Clock } from '../clock/clock.entity.js';
import type { ClockKind, ClockReading } from '../clock/clock-reading.js';
import { readClocks } from '../clock/read-clocks.js';
import { type Segment, segmentsOf } from '../clock/segments.js';
import { type CountedClock, figuresOf } from '../indicator/figures.js';
import { keepFigures } from '../indicator/indicator.repository.js';
import { type CardRule, owedCards } from '../rule/owed-cards.js';
import { rulesOf } from '../rule/rule.repository.js';
import { profileOf } from './profile.js';
import type { WatchedCase } from './watched-case.entity.js';
import { keepProfile, lockCase } from './watched-case.repository.js';

/** Everything a look at a case needs. */
interface Look {
  watched: WatchedCase;
  calendars: KnownCalendars;
  rules: ReadonlyMap<ClockKind, CardRule[]>;
  clocks: Clock[];
  cards: Card[];
  occasion: Occasion;
}

/**
 * Makes clocks, cards and indicators of a case what its recorded facts, the calendars and the rules call for. It is a
 * function of those alone, so the order in which they came does not matter, and doing it again changes nothing.
 *
 * @param tx the open transaction; the case is locked in it first
 * @param caseId which case; nothing happens when nothing was heard of it
 * @param occasion what led here
 */
export async function superviseCase(tx: Tx, caseId: string, occasion: Occasion): Promise<void> {
  const watched = await lockCase(tx, caseId);
  if (watched === undefined) return;
  const facts = await factsOf(tx, caseId);
  await keepProfile(tx, watched, profileOf(facts));
  const [calendars, rules] = [await knownCalendars(tx), await rulesOf(tx, watched.region)];
  const [clocks, cards] = [await listClocks(tx, caseId), await cardsOf(tx, caseId)];
  const look: Look = { watched, calendars, rules, clocks, cards, occasion };
  const counted: CountedClock[] = [];
  for (const reading of readClocks(facts)) counted.push(await settleClock(tx, look, reading));
  await keepFigures(tx, watched, figuresOf(facts, counted));
}

async function settleClock(tx: Tx, look: Look, reading: ClockReading): Promise<CountedClock> {
  const segments = segmentsOf(reading, look.calendars);
  const clock = await standClock(tx, look, reading, segments);
  const { clockId } = clock;
  const cards = look.cards.filter((card) => card.clockId === clockId);
  const owed = owedCards(reading, segments, look.rules.get(reading.kind) ?? []);
  const next = await settleCards(tx, { clock, watched: look.watched, cards }, owed, look.occasion);
  await checkAgainAt(tx, clock, next);
  return { clockId, reading, segments, standing: cards.filter(stands) };
}

async function standClock(tx: Tx, look: Look, reading: ClockReading, segments: readonly Segment[]): Promise<Clock> {
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`clock ${reading.kind} has no life`);
  const { kind, ref } = reading;
  const there = look.clocks.find((one) => one.kind === kind && one.ref === ref);
  const clock = there ?? (await begin(tx, look, reading, first));
  const { ended } = reading;
  const state = ended !== null ? 'ended' : last.dueAt === null ? 'stopped' : 'running';
  const why = last.why === 'started' ? 'calendar-changed' : last.why;
  const end = { endedAt: ended?.at ?? null, endedBy: ended?.by ?? null };
  await bringTo(tx, clock, { ...contentOf(reading, last), ...end, state, why });
  return clock;
}

/** A clock begins with the date that was told; what moved it since is told as a move. */
async function begin(tx: Tx, look: Look, reading: ClockReading, first: Segment): Promise<Clock> {
  const { caseId, region } = look.watched;
  const { kind, ref, follows } = reading;
  const open = { ...contentOf(reading, first), endedAt: null, endedBy: null };
  const before = look.clocks.find((one) => one.kind === kind && one.ref === follows);
  const clock = await startClock(
    tx,
    { caseId, kind, ref, region },
    open,
    follows === null ? undefined : (before?.dueAt ?? null),
  );
  look.clocks.push(clock);
  return clock;
}

function contentOf(
  { departmentId, startsAt, calendarVersion }: ClockReading,
  { dueAt, calendar, provisional }: Segment,
): Omit<ClockContent, 'endedAt' | 'endedBy'> {
  return { departmentId, startsAt, dueAt, calendarVersion: calendar?.version ?? calendarVersion, provisional };
}
