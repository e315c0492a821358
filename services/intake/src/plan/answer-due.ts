import { addLimit, type DueDate, type WorkingCalendar } from '#lib/calendar';

/** 行政许可法 art. 32 (4): all corrections are told within five working days, or the application counts as accepted. */
const answerWorkingDays = 5;

/**
 * By when the office must accept, refuse or ask for corrections.
 *
 * @param calendar the working-day calendar
 * @param receivedAt when the papers came in
 */
export function answerDue(calendar: WorkingCalendar, receivedAt: Date): DueDate {
  return addLimit(calendar, receivedAt, { days: answerWorkingDays, unit: 'working-day' }, 'end-of-day');
}

/** Name of the timer act that accepts when nobody answered. */
export const deemAccepted = 'deem-accepted';

/** The first moment after a due date: its last millisecond is still in time. */
export const after = (dueAt: Date): Date => new Date(dueAt.getTime() + 1);
