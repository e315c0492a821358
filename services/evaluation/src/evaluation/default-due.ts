import { addLimit, type WorkingCalendar } from '#lib/calendar';

/** Name of the timer act that records the default evaluation. */
export const defaultEvaluation = 'default-evaluation';

/** Natural days need no table of holidays. */
const everyDay: WorkingCalendar = {
  version: 'natural-days',
  region: '000000',
  publishedThrough: '9999-12-31',
  offDays: {},
  makeupWorkdays: {},
};

/**
 * When the default evaluation of a service is recorded: at the end of the last of so many natural days after it (民法典 201).
 *
 * @param servedAt when the service was rendered
 * @param days natural days
 */
export function defaultDue(servedAt: Date, days: number): Date {
  const end = addLimit(everyDay, servedAt, { days, unit: 'calendar-day' }, 'end-of-day').dueAt;
  // The due instant is still in time for the applicant; the default comes after it.
  return new Date(end.getTime() + 1);
}
