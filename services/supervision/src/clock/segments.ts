import {
  addLimit,
  chinaDate,
  dueWithIntervals,
  type DueDate,
  type Step,
  type StoppedClock,
  type WorkingCalendar,
  workingDaysBetween,
} from '#lib/calendar';
import type { KnownCalendar, KnownCalendars } from '#lib/calendar-copies';
import type { ClockReading } from './clock-reading.js';

/** Why a due date came to be what it is. */
export type MoveReason = 'started' | 'stopped' | 'resumed' | 'extended' | 'calendar-changed' | 'cured' | 'reopened';

/** A stretch during which a clock had one due date, or, stopped, none. */
export interface Segment {
  /** From when it held. */
  from: Date;
  why: MoveReason;
  dueAt: Date | null;
  /** The version of the calendar that its date was counted with; empty when none was named. */
  calendarVersion: string;
  /** The calendar in force, by which the distance of a threshold from the date is counted; undefined when none was heard. */
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
 * The life of a clock: one segment from its start and one from each fact and each calendar that came since. What happened
 * after its end changes nothing. A limit is counted by the calendar in force; a date that was told in a notice or promised
 * under a signature stays as it was told, since whoever told it holds the applicant to it. Never empty.
 *
 * @param reading the clock as the recorded facts tell it
 * @param calendars every calendar heard
 */
export function segmentsOf(reading: ClockReading, calendars: KnownCalendars): Segment[] {
  const first = calendars.named(reading.calendarVersion) ?? calendars.at(reading.knownAt);
  if (first === undefined) return [{ ...told(reading, undefined), from: reading.knownAt, why: 'started' }];
  let calendar = first;
  return boundariesOf(reading, first, calendars).map((boundary) => {
    calendar = boundary.calendar ?? calendar;
    return segment(reading, first.table, calendar.table, boundary);
  });
}

function boundariesOf(reading: ClockReading, first: KnownCalendar, calendars: KnownCalendars): Boundary[] {
  const from = reading.knownAt;
  const start: Boundary = { at: from, why: reading.follows?.why ?? 'started' };
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
  if (reading.limit === null) return { ...told({ ...reading, facts }, first), from, why, calendar };
  const due = dueWithIntervals(calendar, reading.startsAt, reading.limit, 'end-of-day', facts);
  return { from, why, ...counted(due), calendar };
}

/** What a segment says of its date. */
type Dated = Omit<Segment, 'from' | 'why'>;

const counted = (due: DueDate | StoppedClock): Omit<Dated, 'calendar'> => ({
  dueAt: due.dueAt ?? null,
  calendarVersion: due.calendarVersion,
  provisional: due.provisional,
  explanation: due.explanation,
});

/** A date as it was told, with the working days that lead to it where the calendar it was computed with was heard. */
function told(reading: ClockReading, first: WorkingCalendar | undefined): Dated {
  const { toldDueAt, calendarVersion, facts } = reading;
  const by = calendarVersion === '' ? { zh: '', en: '' } : asOf(calendarVersion);
  const asTold: Step = {
    rule: 'count',
    basis: '按告知的期限',
    noticeNumbers: [],
    zh: `期限按告知时计算的日期${by.zh}。`,
    en: `The date as it was told${by.en}.`,
  };
  const explanation = [asTold, ...(first === undefined ? [] : readBack(reading, first))];
  const dueAt = facts.at(-1)?.kind === 'stop' ? null : toldDueAt;
  return { dueAt, calendarVersion, calendar: undefined, provisional: false, explanation };
}

const asOf = (version: string): { zh: string; en: string } => ({
  zh: `(工作日历 ${version})`,
  en: ` (working calendar ${version})`,
});

/** How working days lead to a date that was told, in the calendar it was computed with; empty when no number of them does. */
function readBack({ startsAt, toldDueAt }: ClockReading, calendar: WorkingCalendar): readonly Step[] {
  if (toldDueAt === null || toldDueAt <= startsAt) return [];
  const days = workingDaysBetween(calendar, chinaDate(startsAt), chinaDate(toldDueAt));
  const { dueAt, explanation } = addLimit(calendar, startsAt, { days, unit: 'working-day' }, 'end-of-day');
  return dueAt.getTime() === toldDueAt.getTime() ? explanation : [];
}
