import { chinaDay, DAY_MS, milliseconds } from './china-date.js';
import { addWorkingDays, isWorking, type WorkingCalendar } from './working-calendar.js';

/**
 * The first instant at which a limit is nearer, or farther behind, than a number of working days. For −2 it is the moment
 * from which less than two working days are left, for 0 the millisecond after the limit, for 1 a working day after that.
 *
 * @param calendar the calendar to count with
 * @param dueAt the last instant that is still in time
 * @param workingDays whole working days after the limit; negative for before
 * @throws RangeError when `dueAt` is an invalid Date or `workingDays` is not whole
 */
export function thresholdOf(calendar: WorkingCalendar, dueAt: Date, workingDays: number): Date {
  if (!Number.isInteger(workingDays))
    throw new RangeError(`a threshold lies whole working days off, not ${workingDays}`);
  const due = milliseconds(dueAt);
  const day = chinaDay(due);
  const moved = workingDays < 0 ? before(calendar, day, -workingDays) : addWorkingDays(calendar, day, workingDays);
  return new Date(due + (moved - day) * DAY_MS + 1);
}

function before(calendar: WorkingCalendar, from: number, days: number): number {
  let day = from;
  for (let left = days; left > 0;) {
    day -= 1;
    if (isWorking(calendar, day)) left -= 1;
  }
  return day;
}
