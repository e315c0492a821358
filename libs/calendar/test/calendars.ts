import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parseHolidayTable, type WorkingCalendar } from '../src/index.js';

/** The national notices of 2025 and 2026 as text. */
export const holidayTable = readFileSync(new URL('holidays-2025-2026.json', import.meta.url), 'utf8');

/** The national calendar of 2025 and 2026. */
export const national = parseHolidayTable(holidayTable);

/** A calendar that knows weekends only. */
export const weekendsOnly: WorkingCalendar = {
  version: 'weekends-only',
  region: '000000',
  publishedThrough: '2018-12-31',
  offDays: {},
  makeupWorkdays: {},
};

/** An instant of China time, written `2026-09-30 10:00`. */
export function china(time: string): Date {
  return new Date(`${time.replace(' ', 'T')}+08:00`);
}

/** Any instant of 2025 and 2026. */
export const instant = fc
  .integer({ min: china('2025-01-01 00:00').getTime(), max: china('2026-12-31 23:59').getTime() })
  .map((ms) => new Date(ms));
