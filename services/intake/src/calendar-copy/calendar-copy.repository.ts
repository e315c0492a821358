import type { WorkingCalendar } from '#lib/calendar';
import type { CalendarPublished } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { CalendarCopy } from './calendar-copy.entity.js';

/** The one national calendar; regional ones come with a second province. */
const calendarId = 'cn';
const wholeCountry = '000000';

/** Keeps a version of a calendar; the same version heard again changes nothing. */
export async function keepCalendar(tx: Tx, heard: CalendarPublished): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO calendar_copy (calendar_id, version, label, published_through, off_days, makeup_workdays)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [
      heard.calendarId,
      heard.version,
      heard.label,
      heard.publishedThrough,
      JSON.stringify(heard.offDays),
      JSON.stringify(heard.makeupWorkdays),
    ],
  );
}

/**
 * The newest working-day calendar heard; its label is stored beside every date it gave.
 *
 * @throws DomainError `calendar.unknown` before the catalogue was heard
 */
export async function currentCalendar(tx: Tx): Promise<WorkingCalendar> {
  const row = await tx.findOne(CalendarCopy, { where: { calendarId }, order: { version: 'DESC' } });
  if (row === undefined) throw calendarUnknown();
  const { label, publishedThrough, offDays, makeupWorkdays } = row;
  return { version: label, region: wholeCountry, publishedThrough, offDays, makeupWorkdays };
}

const calendarUnknown = (): DomainError =>
  new DomainError('calendar.unknown', 'unavailable', {
    zh: '尚未收到工作日历,不能计算期限,请稍候重试。',
    en: 'No working-day calendar was heard yet, so no due date can be computed; try again in a moment.',
  });
