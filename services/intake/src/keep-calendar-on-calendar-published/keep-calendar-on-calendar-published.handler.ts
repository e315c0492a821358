/** The front desk keeps its copy of the working-day calendars. */
export { KeepCalendarOnCalendarPublishedHandler } from '#lib/calendar-copies';
