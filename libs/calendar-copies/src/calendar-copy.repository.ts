import type { DataSource } from 'typeorm';
import type { WorkingCalendar } from '#lib/calendar';
import type { CalendarPublished } from '#lib/contracts';
import type { Delivery } from '#lib/messaging';
import { findTogether, type Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { CalendarCopy } from './calendar-copy.entity.js';
import { type KnownCalendar, KnownCalendars } from './known-calendars.js';

/** The calendar the halls work by; regional ones come with a second province. */
export const workingCalendarId = 'cn';

/**
 * Keeps a version of a calendar that was heard.
 *
 * @returns the row, or undefined when the version was kept before: it never changes
 */
export async function keepCalendar({
  tx,
  event,
  envelope,
}: Delivery<CalendarPublished>): Promise<CalendarCopy | undefined> {
  const { calendarId, version, publishedThrough, offDays, makeupWorkdays } = event;
  const label = event.label === '' ? `${calendarId}-${version}` : event.label;
  const { region, occurredAt: publishedAt } = envelope;
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO calendar_copy
       (calendar_id, version, label, region, published_through, off_days, makeup_workdays, published_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      calendarId,
      version,
      label,
      region,
      publishedThrough,
      JSON.stringify(offDays),
      JSON.stringify(makeupWorkdays),
      publishedAt,
    ],
  );
  const row = { calendarId, version, label, region, publishedThrough, offDays, makeupWorkdays, publishedAt };
  return affectedRows === 1 ? row : undefined;
}

/** The part of a `findTogether` that asks which versions were heard, for `recallCalendars`. */
export const versionsHeard = {
  entity: CalendarCopy,
  where: { calendarId: workingCalendarId },
  only: ['version'],
} as const;

/** What one process remembers of one database. */
interface Memory {
  byVersion: Map<number, KnownCalendar>;
  /** The versions that were heard when somebody last asked, and the calendars they made. */
  last: { heard: string; calendars: KnownCalendars };
}

const remembered = new WeakMap<DataSource, Memory>();

/**
 * The calendars of the versions that a transaction has just read to be heard. The days of a version come from memory,
 * since a version never changes; only which versions there are is read each time, and so a version that any process
 * has committed is seen by the next transaction of all.
 *
 * @param heard what `versionsHeard` found
 */
export async function recallCalendars(tx: Tx, heard: readonly { version: number }[]): Promise<KnownCalendars> {
  const { dataSource } = tx.manager;
  const memory = remembered.get(dataSource) ?? { byVersion: new Map(), last: keptAs([]) };
  remembered.set(dataSource, memory);
  const versions = heard.map(({ version }) => version);
  if (versions.some((version) => !memory.byVersion.has(version))) await learn(tx, memory.byVersion);
  if (memory.last.heard === versions.join()) return memory.last.calendars;
  memory.last = keptAs(versions.flatMap((version) => memory.byVersion.get(version) ?? []));
  return memory.last.calendars;
}

const keptAs = (known: readonly KnownCalendar[]): Memory['last'] => ({
  heard: known.map(({ version }) => version).join(),
  calendars: new KnownCalendars(known),
});

/** There is a version a year or so; the bound keeps a broken sender from filling the memory. */
async function learn(tx: Tx, byVersion: Memory['byVersion']): Promise<void> {
  const copies = await tx.find(CalendarCopy, {
    where: { calendarId: workingCalendarId },
    order: { version: 'DESC' },
    take: 1_000,
  });
  for (const { version, publishedAt, label, region, publishedThrough, offDays, makeupWorkdays } of copies) {
    const table = { version: label, region, publishedThrough, offDays, makeupWorkdays };
    byVersion.set(version, { version, publishedAt, table });
  }
}

/** Every version of the halls' calendar that was heard. */
export async function knownCalendars(tx: Tx): Promise<KnownCalendars> {
  const { versions } = await findTogether(tx, { versions: versionsHeard });
  return recallCalendars(tx, versions);
}

/**
 * The newest working-day calendar heard; its label is stored beside every date it gave.
 *
 * @throws DomainError `calendar.unknown` before the first was heard
 */
export async function newestCalendar(tx: Tx): Promise<WorkingCalendar> {
  const { newest } = await knownCalendars(tx);
  if (newest === undefined) throw calendarUnknown();
  return newest.table;
}

/** No calendar was heard yet, so working days cannot be counted. */
export const calendarUnknown = (): DomainError =>
  new DomainError('calendar.unknown', 'unavailable', {
    zh: '尚未收到工作日历,暂不能计算期限,请稍候重试。',
    en: 'No working-day calendar was heard yet, so no due date can be computed; try again in a moment.',
  });
