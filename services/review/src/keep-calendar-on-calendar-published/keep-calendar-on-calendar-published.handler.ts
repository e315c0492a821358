/** The departments keep their copy of the working-day calendars. */
export { KeepCalendarOnCalendarPublishedHandler } from '#lib/calendar-copies';
