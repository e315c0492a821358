import type { WorkingCalendar } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { CalendarCopy } from './calendar-copy.entity.js';

/** The calendar the halls work by. */
const calendarId = 'cn';

/** Keeps a version of a calendar; a version already kept changes nothing. */
export async function keepCalendar(tx: Tx, copy: CalendarCopy): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO calendar_copy (calendar_id, version, label, region, published_through, off_days, makeup_workdays)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      copy.calendarId,
      copy.version,
      copy.label,
      copy.region,
      copy.publishedThrough,
      JSON.stringify(copy.offDays),
      JSON.stringify(copy.makeupWorkdays),
    ],
  );
}

/** The newest calendar heard. @throws DomainError `calendar.unknown` before the first */
export async function newestCalendar(tx: Tx): Promise<WorkingCalendar> {
  const copy = await tx.findOne(CalendarCopy, { where: { calendarId }, order: { version: 'DESC' } });
  if (copy === undefined) throw calendarUnknown();
  const { label, region, publishedThrough, offDays, makeupWorkdays } = copy;
  return { version: label, region, publishedThrough, offDays, makeupWorkdays };
}

const calendarUnknown = (): DomainError =>
  new DomainError('calendar.unknown', 'unavailable', {
    zh: '尚未收到工作日历,暂不能计算整改期限,请稍候重试。',
    en: 'No working calendar was heard yet, so the limits of a rectification cannot be computed; try again in a moment.',
  });
