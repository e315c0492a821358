import { chinaTime, milliseconds } from './china-date.js';
import { checkDays } from './due-date.js';

/**
 * One recorded fact about a running clock, citing the written notice that told the applicant (行政许可法 42: an
 * extension is decided and its reason told; 45: time not counted is told in writing).
 */
export interface ClockFact {
  readonly kind: 'stop' | 'resume' | 'extend';
  readonly at: Date;
  readonly noticeNumber: string;
  /** For an extension: how many days it adds. */
  readonly days?: number;
  /** For an extension: its unit; without it, the unit of the limit. */
  readonly unit?: 'working-day' | 'calendar-day';
  readonly reason: string;
}

/** The recorded facts cannot all be true of one clock. The message names the notice, never a person. */
export class ClockFactsContradict extends Error {
  override readonly name = 'ClockFactsContradict';
}

/** A stretch during which at least one procedure held the clock; without `to` it still does. Milliseconds. */
export interface Interval {
  readonly kind: 'interval';
  readonly at: number;
  readonly to: number | undefined;
  readonly noticeNumbers: readonly string[];
  readonly reasons: readonly string[];
}

/** An extension in effect from `at` (milliseconds). */
export interface Extension {
  readonly kind: 'extension';
  readonly at: number;
  readonly days: number;
  readonly unit: ClockFact['unit'];
  readonly noticeNumber: string;
  readonly reason: string;
}

/**
 * The facts as a timeline: stops and resumes joined into intervals, extensions between them, in order of time. The
 * order of the array does not matter, and a fact recorded twice counts once. Stops may overlap (two procedures at the
 * same time); the clock runs again when every stop has its resume.
 * @throws ClockFactsContradict for a resume without a stop, a fact without a notice or an extension without days.
 */
export function timeline(facts: readonly ClockFact[]): (Interval | Extension)[] {
  const ordered = inOrder(facts);
  const entries = [...extensionsOf(ordered), ...intervalsOf(ordered)];
  // Stable: at one instant the extension comes first, since it is what the stop then holds.
  return entries.sort((a, b) => a.at - b.at);
}

function inOrder(facts: readonly ClockFact[]): ClockFact[] {
  const rank = { stop: 0, extend: 1, resume: 2 };
  const once = new Map<string, ClockFact>();
  for (const fact of facts) {
    checkFact(fact);
    once.set(JSON.stringify([fact.kind, fact.at, fact.noticeNumber, fact.days, fact.unit, fact.reason]), fact);
  }
  // The key breaks every remaining tie, so that equal instants read the same whatever the order of the array.
  return [...once]
    .sort(
      ([keyA, a], [keyB, b]) =>
        a.at.getTime() - b.at.getTime() || rank[a.kind] - rank[b.kind] || (keyA < keyB ? -1 : 1),
    )
    .map(([, fact]) => fact);
}

function checkFact(fact: ClockFact): void {
  milliseconds(fact.at);
  if (fact.noticeNumber.trim() === '') {
    throw new ClockFactsContradict(`a ${fact.kind} at ${chinaTime(fact.at.getTime())} cites no written notice`);
  }
  if (fact.kind !== 'extend') return;
  if (fact.days === undefined || fact.days === 0) {
    throw new ClockFactsContradict(`extension ${fact.noticeNumber} adds no days`);
  }
  checkDays(fact.days);
}

function extensionsOf(ordered: readonly ClockFact[]): Extension[] {
  return ordered.flatMap(({ kind, at, days, unit, noticeNumber, reason }) =>
    kind === 'extend' && days !== undefined
      ? [{ kind: 'extension' as const, at: at.getTime(), days, unit, noticeNumber, reason }]
      : [],
  );
}

function intervalsOf(ordered: readonly ClockFact[]): Interval[] {
  const intervals: Interval[] = [];
  let held: ClockFact[] = [];
  let open = 0;
  for (const fact of ordered) {
    if (fact.kind === 'extend') continue;
    open += fact.kind === 'stop' ? 1 : -1;
    if (open < 0) throw new ClockFactsContradict(`notice ${fact.noticeNumber} resumes a clock that is not stopped`);
    held.push(fact);
    if (open > 0) continue;
    intervals.push(interval(held, fact.at.getTime()));
    held = [];
  }
  return held.length === 0 ? intervals : [...intervals, interval(held, undefined)];
}

function interval(held: readonly ClockFact[], to: number | undefined): Interval {
  const at = Math.min(...held.map((fact) => fact.at.getTime()));
  const noticeNumbers = [...new Set(held.map((fact) => fact.noticeNumber))];
  const reasons = [...new Set(held.map((fact) => fact.reason))];
  return { kind: 'interval', at, to, noticeNumbers, reasons };
}
