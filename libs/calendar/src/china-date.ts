/** Milliseconds in a day. China keeps one offset all year, so every China day has exactly this length. */
export const DAY_MS = 86_400_000;

const CHINA_OFFSET_MS = 8 * 3_600_000;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** The number of whole China days since 1970-01-01 at an instant in milliseconds; a day is easier to count as a number. */
export function chinaDay(atMs: number): number {
  return Math.floor((atMs + CHINA_OFFSET_MS) / DAY_MS);
}

/** The instant, in milliseconds, at which a China day (numbered as by `chinaDay`) begins. */
export function startOfChinaDay(day: number): number {
  return day * DAY_MS - CHINA_OFFSET_MS;
}

/** The last millisecond of a China day, 23:59:59.999 (民法典 203: a period ends at 24:00 of its last day). */
export function endOfChinaDay(day: number): number {
  return startOfChinaDay(day + 1) - 1;
}

/** A numbered China day as yyyy-mm-dd. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a text is a real date written yyyy-mm-dd: 2026-02-30 is not. */
export function isDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Numbers a date yyyy-mm-dd as `chinaDay` does.
 * @throws RangeError when the text is no real date.
 */
export function parseDay(date: string): number {
  if (!isDate(date)) throw new RangeError(`not a date written yyyy-mm-dd: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/**
 * The date in China (UTC+8, no daylight saving) at an instant, as yyyy-mm-dd.
 * @throws RangeError when the instant is an invalid Date.
 */
export function chinaDate(at: Date): string {
  return formatDay(chinaDay(milliseconds(at)));
}

/** The instant in milliseconds; an invalid Date is refused here, before it spreads as NaN into a due date. */
export function milliseconds(at: Date): number {
  const ms = at.getTime();
  if (Number.isNaN(ms)) throw new RangeError('an invalid Date is no instant');
  return ms;
}

/** An instant written for a reader in China, yyyy-mm-dd hh:mm:ss. */
export function chinaTime(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
