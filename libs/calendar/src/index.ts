/** Working-day arithmetic: pure functions of a governed calendar, dates and recorded facts. */
export { chinaDate } from './china-date.js';
export { isWorkingDay, workingDaysBetween, type WorkingCalendar } from './working-calendar.js';
export type { Step, StepRule } from './explanation.js';
export { addLimit, type DueDate, type Limit, type TimePolicy } from './due-date.js';
export { ClockFactsContradict, type ClockFact } from './clock-facts.js';
export { dueWithIntervals, type StoppedClock } from './running-clock.js';
export { HolidayTableInvalid, parseHolidayTable } from './holiday-table.js';
export { thresholdOf } from './threshold.js';
