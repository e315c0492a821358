/** A service's copies of the working-day calendars: heard, kept, and remembered by version. */
export { CalendarCopy } from './calendar-copy.entity.js';
export { KeepCalendarOnCalendarPublishedHandler } from './keep-calendar-on-calendar-published.handler.js';
export {
  calendarUnknown,
  keepCalendar,
  knownCalendars,
  newestCalendar,
  recallCalendars,
  versionsHeard,
  workingCalendarId,
} from './calendar-copy.repository.js';
export { type KnownCalendar, KnownCalendars } from './known-calendars.js';
export { addPublication, addRegionAndPublication, calendarCopiesInsertOnly } from './calendar-copies.migration.js';
