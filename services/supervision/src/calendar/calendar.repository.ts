import type { Tx } from '#lib/persistence';
import { CalendarCopy } from './calendar-copy.entity.js';
import { KnownCalendars } from './known-calendars.js';

/** The calendar the halls work by, as intake and review count. */
export const workingCalendarId = 'cn';

/** Keeps a version of a calendar. @returns whether it was new */
export async function keepCalendar(tx: Tx, copy: CalendarCopy): Promise<boolean> {
  const { calendarId, version, label, region, publishedThrough, offDays, makeupWorkdays, publishedAt } = copy;
  const days = [JSON.stringify(offDays), JSON.stringify(makeupWorkdays)];
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO calendar_copy
       (calendar_id, version, label, region, published_through, off_days, makeup_workdays, published_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [calendarId, version, label, region, publishedThrough, ...days, publishedAt],
  );
  return affectedRows === 1;
}

/** Every version of the halls' calendar; there is one a year or so. */
export async function knownCalendars(tx: Tx): Promise<KnownCalendars> {
  const copies = await tx.find(CalendarCopy, { where: { calendarId: workingCalendarId }, take: 1_000 });
  return new KnownCalendars(
    copies.map(({ version, publishedAt, label, region, publishedThrough, offDays, makeupWorkdays }) => ({
      version,
      publishedAt,
      table: { version: label, region, publishedThrough, offDays, makeupWorkdays },
    })),
  );
}
