import type { WorkingCalendar } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { isDuplicateKey, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { CalendarVersion } from './calendar-version.entity.js';
import { Calendar } from './calendar.entity.js';
import { calendarNotFound, calendarStale } from './calendar.errors.js';
import { calendarTransitions } from './calendar.states.js';

/** The one door of a calendar. */
export const calendarDoor = new Door({
  aggregate: 'calendar',
  noun: { zh: '工作日历', en: 'calendar' },
  entity: Calendar,
  key: 'calendarId',
  transitions: calendarTransitions,
});

/** A calendar by id, or undefined. */
export async function findCalendar(tx: Tx, scope: RegionScope, calendarId: string): Promise<Calendar | undefined> {
  const it = await tx.findOne(Calendar, { where: { calendarId } });
  return it !== undefined && withinRegion(scope, it.region) ? it : undefined;
}

/** The newest version of a calendar. @throws DomainError `calendar.not-found` */
export async function getNewestVersion(tx: Tx, scope: RegionScope, calendarId: string): Promise<CalendarVersion> {
  const it = await tx.findOne(CalendarVersion, { where: { calendarId }, order: { version: 'DESC' } });
  if (it === undefined || !withinRegion(scope, it.region)) throw calendarNotFound();
  return it;
}

/** Whether a calendar was published under a label before. */
export async function hasLabel(tx: Tx, calendarId: string, label: string): Promise<boolean> {
  return (await tx.findOne(CalendarVersion, { where: { calendarId, label } })) !== undefined;
}

/**
 * Puts a calendar into force: the calendar's row, the version's row, CalendarPublished.
 *
 * @param tx the open transaction
 * @param current the calendar as read, or undefined for a new one
 * @param table its days; the table's version text becomes the label
 * @param on id, whose register governs it, on whose authority
 * @returns the calendar after the act
 */
export async function publishTable(
  tx: Tx,
  current: Calendar | undefined,
  table: WorkingCalendar,
  on: { calendarId: string; region: string; by: EventAuthority },
): Promise<Calendar> {
  const { calendarId, region, by } = on;
  const { version: label, publishedThrough } = table;
  const days = { offDays: { ...table.offDays }, makeupWorkdays: { ...table.makeupWorkdays } };
  const version = (current?.version ?? 0) + 1;
  const said = { calendarId, version, label, publishedThrough, ...days };
  const row = { calendarId, label, publishedThrough };
  const it = current ?? (await calendarDoor.enter(tx, { ...row, region }, 'publish', by, said).catch(meanwhile));
  if (current !== undefined) await calendarDoor.advance(tx, current, 'publish', by, said, row);
  const made = { publishedAt: tx.now, publishedBy: by.personId };
  await tx.insert(CalendarVersion, { ...row, version, region: it.region, ...days, ...made });
  return it;
}

/** Two published the first version at once: the other one's is there. */
function meanwhile(error: unknown): never {
  throw isDuplicateKey(error) ? calendarStale(1, 2) : error;
}
