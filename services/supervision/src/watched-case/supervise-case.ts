import type { Tx } from '#lib/persistence';
import { stands } from '../card/card.repository.js';
import { nextCheck, type Occasion, settleCards } from '../card/settle-cards.js';
import { bringTo, type Check, checkAgain, type ClockContent, startClock } from '../clock/clock.repository.js';
import type { Clock } from '../clock/clock.entity.js';
import type { ClockReading } from '../clock/clock-reading.js';
import { readClocks } from '../clock/read-clocks.js';
import { type Segment, segmentsOf } from '../clock/segments.js';
import { type CountedClock, figuresOf } from '../indicator/figures.js';
import { keepFigures } from '../indicator/indicator.repository.js';
import { owedCards } from '../rule/owed-cards.js';
import { type CaseRows, readCase } from './case-rows.js';
import { profileOf } from './profile.js';
import { keepProfile, lockCase } from './watched-case.repository.js';

/** A case as read, what led to the look, and the clocks that are to be looked at again. */
interface Look extends CaseRows {
  occasion: Occasion;
  checks: Check[];
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
  if ((await lockCase(tx, caseId)) !== undefined) await countCase(tx, caseId, occasion);
}

/** The same for a case that the transaction has locked already. */
export async function countCase(tx: Tx, caseId: string, occasion: Occasion): Promise<void> {
  const rows = await readCase(tx, caseId);
  if (rows === undefined) return;
  const { watched, facts } = rows;
  await keepProfile(tx, watched, profileOf(facts));
  const look: Look = { ...rows, occasion, checks: [] };
  const counted: CountedClock[] = [];
  for (const reading of readClocks(facts)) counted.push(await settleClock(tx, look, reading));
  await checkAgain(tx, look.checks);
  await keepFigures(tx, watched, rows.figures, figuresOf(facts, counted));
}

async function settleClock(tx: Tx, look: Look, reading: ClockReading): Promise<CountedClock> {
  const segments = segmentsOf(reading, look.calendars);
  const owed = owedCards(reading, segments, look.rules.get(reading.kind) ?? []);
  const there = look.clocks.find(({ kind, ref }) => kind === reading.kind && ref === reading.ref);
  const cards = look.cards.filter((card) => card.clockId === there?.clockId);
  const next = nextCheck(cards, owed, look.occasion, tx.now);
  const before = there?.nextCheckAt ?? null;
  const clock = await standClock(tx, look, reading, { segments, there, next });
  look.checks.push({ clock, before, next });
  await settleCards(tx, { clock, watched: look.watched, cards }, owed, look.occasion);
  return { clockId: clock.clockId, reading, segments, standing: cards.filter(stands) };
}

/** A clock as it is, if it is there, and as it will be. */
interface Standing {
  segments: readonly Segment[];
  there: Clock | undefined;
  next: Date | null;
}

async function standClock(
  tx: Tx,
  look: Look,
  reading: ClockReading,
  { segments, there, next }: Standing,
): Promise<Clock> {
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`clock ${reading.kind} has no life`);
  const clock = there ?? (await begin(tx, look, reading, { first, next }));
  const { ended } = reading;
  const state = ended !== null ? 'ended' : last.dueAt === null ? 'stopped' : 'running';
  const why = last.why === 'started' ? 'calendar-changed' : last.why;
  const end = { endedAt: ended?.at ?? null, endedBy: ended?.by ?? null };
  await bringTo(tx, clock, { ...contentOf(reading, last), ...end, state, why, nextCheckAt: next });
  return clock;
}

/** A clock begins with the date that was told; what moved it since is told as a move. */
async function begin(
  tx: Tx,
  look: Look,
  reading: ClockReading,
  { first, next }: { first: Segment; next: Date | null },
): Promise<Clock> {
  const { caseId, region } = look.watched;
  const { kind, ref, follows } = reading;
  const open = { ...contentOf(reading, first), endedAt: null, endedBy: null, nextCheckAt: next };
  const before = look.clocks.find((one) => one.kind === kind && one.ref === follows?.ref);
  const from = follows === null ? null : { dueAt: before?.dueAt ?? null, why: follows.why };
  const clock = await startClock(tx, { caseId, kind, ref, region }, open, from);
  look.clocks.push(clock);
  return clock;
}

function contentOf(
  { departmentId, startsAt }: ClockReading,
  { dueAt, calendarVersion, provisional }: Segment,
): Omit<ClockContent, 'endedAt' | 'endedBy'> {
  return { departmentId, startsAt, dueAt, calendarVersion, provisional };
}
