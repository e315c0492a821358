import {
  addLimit,
  chinaDate,
  dueWithIntervals,
  type DueDate,
  type Limit,
  type Step,
  type StoppedClock,
  type WorkingCalendar,
  workingDaysBetween,
} from '#lib/calendar';
import type { KnownCalendar, KnownCalendars } from '#lib/calendar-copies';
import type { ClockReading } from './clock-reading.js';

/** Why a due date came to be what it is. */
export type MoveReason = 'started' | 'stopped' | 'resumed' | 'extended' | 'calendar-changed' | 'cured';

/** A stretch during which a clock had one due date, or, stopped, none. */
export interface Segment {
  /** From when it held. */
  from: Date;
  why: MoveReason;
  dueAt: Date | null;
  calendar: WorkingCalendar | undefined;
  provisional: boolean;
  explanation: readonly Step[];
}

interface Boundary {
  at: Date;
  why: MoveReason;
  calendar?: KnownCalendar;
}

const whyOf = { stop: 'stopped', resume: 'resumed', extend: 'extended' } as const;

/**
 * The life of a clock: one segment from its start and one from each fact and each calendar that changed what was due. What
 * happened after its end changes nothing. Never empty.
 *
 * @param reading the clock as the recorded facts tell it
 * @param calendars every calendar heard
 */
export function segmentsOf(reading: ClockReading, calendars: KnownCalendars): Segment[] {
  const first = calendars.named(reading.calendarVersion) ?? calendars.at(reading.knownAt);
  if (first === undefined) return [uncounted(reading)];
  let calendar = first;
  return boundariesOf(reading, first, calendars).map((boundary) => {
    calendar = boundary.calendar ?? calendar;
    return segment(reading, first.table, calendar.table, boundary);
  });
}

function boundariesOf(reading: ClockReading, first: KnownCalendar, calendars: KnownCalendars): Boundary[] {
  const from = reading.knownAt;
  const start: Boundary = { at: from, why: reading.follows === null ? 'started' : 'cured' };
  const facts = reading.facts.map(({ at, kind }): Boundary => ({ at, why: whyOf[kind] }));
  const replaced = calendars.after(first).map((calendar): Boundary => ({
    at: new Date(Math.max(calendar.publishedAt.getTime(), from.getTime())),
    why: 'calendar-changed',
    calendar,
  }));
  const later = [...facts, ...replaced].sort((a, b) => a.at.getTime() - b.at.getTime());
  const { ended } = reading;
  return [start, ...later.filter(({ at }) => ended === null || at <= ended.at)];
}

function segment(
  reading: ClockReading,
  first: WorkingCalendar,
  calendar: WorkingCalendar,
  { at: from, why }: Boundary,
): Segment {
  const facts = reading.facts.filter(({ at }) => at <= from);
  const limit = reading.limit ?? toldLimit(reading, first);
  if (limit === undefined) return { ...uncounted(reading), from, why };
  const due = dueWithIntervals(calendar, reading.startsAt, limit, 'end-of-day', facts);
  return { from, why, ...counted(due), calendar };
}

const counted = (due: DueDate | StoppedClock): Pick<Segment, 'dueAt' | 'provisional' | 'explanation'> => ({
  dueAt: due.dueAt ?? null,
  provisional: due.provisional,
  explanation: due.explanation,
});

/**
 * The length behind a date that was told without one, in working days of the calendar it was computed with; undefined when
 * no whole number of working days leads to it, so that the date is kept as it was told.
 */
function toldLimit({ startsAt, toldDueAt }: ClockReading, calendar: WorkingCalendar): Limit | undefined {
  if (toldDueAt === null || toldDueAt <= startsAt) return undefined;
  const limit: Limit = {
    days: workingDaysBetween(calendar, chinaDate(startsAt), chinaDate(toldDueAt)),
    unit: 'working-day',
  };
  const { dueAt } = addLimit(calendar, startsAt, limit, 'end-of-day');
  return dueAt.getTime() === toldDueAt.getTime() ? limit : undefined;
}

/** A date as it was told: no calendar was heard yet, or it is no number of working days. */
function uncounted({ knownAt, toldDueAt, calendarVersion, facts }: ClockReading): Segment {
  const last = facts.at(-1)?.kind;
  const told: Step = {
    rule: 'count',
    basis: '按告知的期限',
    noticeNumbers: [],
    zh: `期限按告知时计算的日期${calendarVersion === '' ? '' : `(工作日历 ${calendarVersion})`}。`,
    en: `The date as it was told${calendarVersion === '' ? '' : ` (working calendar ${calendarVersion})`}.`,
  };
  const dueAt = last === 'stop' ? null : toldDueAt;
  return { from: knownAt, why: 'started', dueAt, calendar: undefined, provisional: false, explanation: [told] };
}
