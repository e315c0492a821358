import { createHash } from 'node:crypto';
import { isDate, parseDay } from './china-date.js';
import { isWeekend, workingDaysBetween, type WorkingCalendar } from './working-calendar.js';

/** The holiday table is not one; `path` is the JSON path of the bad entry. */
export class HolidayTableInvalid extends Error {
  override readonly name = 'HolidayTableInvalid';
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(`holiday table: ${path} ${problem}`);
  }
}

type Entries = Record<string, unknown>;

interface YearTable {
  readonly year: string;
  readonly notice: string;
  readonly offDays: Record<string, string>;
  readonly makeupWorkdays: Record<string, string>;
}

/**
 * Reads a holiday table into one calendar: `{ years: { "2026": { official_notice, off_days, makeup_workdays,
 * working_days_total?, working_days_by_month? } } }`, as text or already parsed. Other entries are ignored. The years
 * follow each other without a gap; the calendar is published through the last day of the last one. Totals, where the
 * table gives them, are counted again: a mistyped date seldom leaves them right.
 * The version is region, years and a digest of the notices and days, so that any change makes another version.
 * @param region region code of the calendar (GB/T 2260), the whole country by default
 * @throws HolidayTableInvalid naming the JSON path of the first bad entry.
 */
export function parseHolidayTable(json: unknown, region = '000000'): WorkingCalendar {
  const years = entriesAt(entriesAt(typeof json === 'string' ? parsed(json) : json, '$')['years'], '$.years');
  const tables = Object.keys(years)
    .sort()
    .map((year) => readYear(year, years[year]));
  const first = tables[0];
  const last = tables.at(-1);
  if (first === undefined || last === undefined) throw new HolidayTableInvalid('$.years', 'names no year');
  checkNoGap(tables);
  const offDays = merged(tables, 'offDays', 'off_days');
  const makeupWorkdays = merged(tables, 'makeupWorkdays', 'makeup_workdays');
  checkApart(tables, offDays);
  const calendar = {
    version: `${region}-${first.year}-${last.year}-${digest(tables)}`,
    region,
    publishedThrough: `${last.year}-12-31`,
    offDays,
    makeupWorkdays,
  };
  for (const { year } of tables) checkTotals(calendar, year, entriesAt(years[year], pathOf(year)));
  return calendar;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HolidayTableInvalid('$', 'is not JSON');
  }
}

function readYear(year: string, value: unknown): YearTable {
  const path = pathOf(year);
  if (!/^\d{4}$/.test(year)) throw new HolidayTableInvalid(path, 'is not a year of four digits');
  const table = entriesAt(value, path);
  const notice = table['official_notice'];
  if (typeof notice !== 'string' || notice.trim() === '') {
    throw new HolidayTableInvalid(`${path}.official_notice`, 'names no official notice');
  }
  const offDays = readDays(table['off_days'], `${path}.off_days`, year);
  const makeupWorkdays = readDays(table['makeup_workdays'], `${path}.makeup_workdays`, year);
  for (const date of Object.keys(makeupWorkdays)) {
    // A notice only ever moves work to a weekend; a weekday here is a mistyped date.
    if (!isWeekend(parseDay(date))) {
      throw new HolidayTableInvalid(`${path}.makeup_workdays["${date}"]`, 'is a weekday and needs no making up');
    }
  }
  return { year, notice, offDays, makeupWorkdays };
}

function readDays(value: unknown, path: string, year: string): Record<string, string> {
  const days: Record<string, string> = {};
  for (const [date, name] of Object.entries(entriesAt(value, path))) {
    const at = `${path}["${date}"]`;
    if (!isDate(date)) throw new HolidayTableInvalid(at, 'is not a real date written yyyy-mm-dd');
    // New Year's notice may already free the last days of December before.
    const belongs = date.startsWith(`${year}-`) || date.startsWith(`${Number(year) - 1}-12-`);
    if (!belongs) throw new HolidayTableInvalid(at, `does not belong to ${year}`);
    if (typeof name !== 'string' || name.trim() === '') throw new HolidayTableInvalid(at, 'names no holiday');
    days[date] = name;
  }
  return days;
}

function checkNoGap(tables: readonly YearTable[]): void {
  tables.forEach(({ year }, index) => {
    const before = tables[index - 1];
    if (before !== undefined && Number(before.year) + 1 !== Number(year)) {
      throw new HolidayTableInvalid(pathOf(year), `does not follow ${before.year}: a year is missing`);
    }
  });
}

function merged(tables: readonly YearTable[], kind: 'offDays' | 'makeupWorkdays', key: string): Record<string, string> {
  const days: Record<string, string> = {};
  for (const table of tables) {
    for (const [date, name] of Object.entries(table[kind])) {
      if (Object.hasOwn(days, date)) {
        throw new HolidayTableInvalid(`${pathOf(table.year)}.${key}["${date}"]`, 'is listed in two years');
      }
      days[date] = name;
    }
  }
  return days;
}

function checkApart(tables: readonly YearTable[], offDays: Record<string, string>): void {
  for (const { year, makeupWorkdays } of tables) {
    const both = Object.keys(makeupWorkdays).find((date) => Object.hasOwn(offDays, date));
    if (both === undefined) continue;
    throw new HolidayTableInvalid(`${pathOf(year)}.makeup_workdays["${both}"]`, 'is also listed as an off day');
  }
}

function checkTotals(calendar: WorkingCalendar, year: string, table: Entries): void {
  const path = pathOf(year);
  const total = table['working_days_total'];
  const counted = workingDaysBetween(calendar, `${Number(year) - 1}-12-31`, `${year}-12-31`);
  if (total !== undefined && total !== counted) {
    throw new HolidayTableInvalid(`${path}.working_days_total`, `does not match the ${counted} days counted`);
  }
  const byMonth = table['working_days_by_month'];
  if (byMonth === undefined) return;
  for (const [month, days] of Object.entries(entriesAt(byMonth, `${path}.working_days_by_month`))) {
    const at = `${path}.working_days_by_month["${month}"]`;
    if (!/^([1-9]|1[0-2])$/.test(month)) throw new HolidayTableInvalid(at, 'is not a month from 1 to 12');
    const inMonth = workingDaysInMonth(calendar, Number(year), Number(month));
    if (days !== inMonth) throw new HolidayTableInvalid(at, `does not match the ${inMonth} days counted`);
  }
}

function workingDaysInMonth(calendar: WorkingCalendar, year: number, month: number): number {
  const lastOf = (months: number): string => new Date(Date.UTC(year, months, 0)).toISOString().slice(0, 10);
  return workingDaysBetween(calendar, lastOf(month - 1), lastOf(month));
}

function digest(tables: readonly YearTable[]): string {
  const inOrder = (days: Record<string, string>): [string, string][] =>
    Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = tables.map((t) => [t.year, t.notice, inOrder(t.offDays), inOrder(t.makeupWorkdays)]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}

function entriesAt(value: unknown, path: string): Entries {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HolidayTableInvalid(path, 'is not an object');
  }
  return { ...value };
}

function pathOf(year: string): string {
  return `$.years["${year}"]`;
}
