/** The office keeps its copy of the working-day calendars, by which the limits of a rectification are counted. */
export { KeepCalendarOnCalendarPublishedHandler } from '#lib/calendar-copies';
