import { chinaDay, DAY_MS, formatDay, parseDay, startOfChinaDay } from './china-date.js';

/**
 * The working days of one region. All dates are China dates, yyyy-mm-dd. Monday to Friday are work and Saturday and
 * Sunday are rest, except where the published notices say otherwise.
 */
export interface WorkingCalendar {
  /** Names this exact table; a case stores it beside every due date. */
  readonly version: string;
  /** Region code (GB/T 2260) the table is for; 000000 is the whole country. */
  readonly region: string;
  /** The last date the notices cover; what lies after it can still move. */
  readonly publishedThrough: string;
  /** Rest days by notice, with the holiday's name. */
  readonly offDays: Readonly<Record<string, string>>;
  /** Weekend days worked in exchange (调休), with the holiday's name. */
  readonly makeupWorkdays: Readonly<Record<string, string>>;
}

/**
 * Whether a date (yyyy-mm-dd) is a working day. Beyond `publishedThrough` only weekends are known to be rest.
 * @throws RangeError when the text is no real date.
 */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  return isWorking(calendar, parseDay(date));
}

/**
 * How many working days lie after one date, up to and including another (行政许可法 82: rest days are not counted;
 * 民法典 201: the day a period starts on is not counted). Negative when `through` is earlier than `after`.
 * @throws RangeError when a text is no real date.
 */
export function workingDaysBetween(calendar: WorkingCalendar, after: string, through: string): number {
  const from = parseDay(after);
  const to = parseDay(through);
  return from <= to ? workingDaysIn(calendar, from, to) : -workingDaysIn(calendar, to, from);
}

/** The days that were looked up in a calendar, which never changes: services keep it and ask for the same days again. */
const lookedUp = new WeakMap<WorkingCalendar, Map<number, boolean>>();

/** `isWorkingDay` for a numbered day. */
export function isWorking(calendar: WorkingCalendar, day: number): boolean {
  const days = lookedUp.get(calendar) ?? new Map<number, boolean>();
  lookedUp.set(calendar, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const answer = lookUp(calendar, day);
  days.set(day, answer);
  return answer;
}

function lookUp(calendar: WorkingCalendar, day: number): boolean {
  const date = formatDay(day);
  if (Object.hasOwn(calendar.makeupWorkdays, date)) return true;
  if (Object.hasOwn(calendar.offDays, date)) return false;
  return !isWeekend(day);
}

/** Whether a numbered day is a Saturday or Sunday. Day 0, 1970-01-01, was a Thursday. */
export function isWeekend(day: number): boolean {
  return new Date(day * DAY_MS).getUTCDay() % 6 === 0;
}

/** Working days in (from, to], both numbered. */
export function workingDaysIn(calendar: WorkingCalendar, from: number, to: number): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (isWorking(calendar, day)) count += 1;
  return count;
}

/** The day that is the given number of working days after another; the same day for none. */
export function addWorkingDays(calendar: WorkingCalendar, from: number, days: number): number {
  let day = from;
  for (let left = days; left > 0;) {
    day += 1;
    if (isWorking(calendar, day)) left -= 1;
  }
  return day;
}

/** The first working day on or after a day. */
export function workingDayFrom(calendar: WorkingCalendar, from: number): number {
  let day = from;
  while (!isWorking(calendar, day)) day += 1;
  return day;
}

/** Milliseconds of [from, to) that fall on working days. */
export function workingTimeIn(calendar: WorkingCalendar, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to;) {
    const day = chinaDay(at);
    const end = Math.min(to, startOfChinaDay(day + 1));
    if (isWorking(calendar, day)) sum += end - at;
    at = end;
  }
  return sum;
}

/** The instant by which the given milliseconds of working days have passed; the same instant for none. */
export function addWorkingTime(calendar: WorkingCalendar, from: number, duration: number): number {
  let at = from;
  for (let left = duration; left > 0;) {
    const day = chinaDay(at);
    const end = startOfChinaDay(day + 1);
    const taken = isWorking(calendar, day) ? Math.min(left, end - at) : 0;
    left -= taken;
    at = left === 0 ? at + taken : end;
  }
  return at;
}
