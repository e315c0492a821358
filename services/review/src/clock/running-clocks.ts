import {
  addLimit,
  type ClockFact,
  type DueDate,
  dueWithIntervals,
  type Limit,
  type StoppedClock,
  type WorkingCalendar,
} from '#lib/calendar';
import type { Plan, PlannedClock } from '#lib/contracts';

/** A clock that binds the departments, with its due date now and the way there. */
export interface RunningClock {
  kind: string;
  limit: Limit;
  startsAt: Date;
  due: DueDate | StoppedClock;
}

/** A clock as an event carries it. */
export type StatedClock = Omit<PlannedClock, '$typeName' | '$unknown' | 'limit'> & {
  limit: { days: number; unit: string };
};

/**
 * The clocks of the plan that run until the decision, as the recorded facts leave them.
 *
 * @param plan the accepted plan
 * @param facts stops, resumes and extensions
 * @param calendar the calendar to count with
 */
export function runningClocks(plan: Plan, facts: readonly ClockFact[], calendar: WorkingCalendar): RunningClock[] {
  return plan.clocks.flatMap((clock) => {
    if (clock.kind === 'delivery' || clock.limit === undefined) return [];
    const limit = { days: clock.limit.days, unit: unitOf(clock.limit.unit) };
    const startsAt = new Date(clock.startsAt);
    return [
      { kind: clock.kind, limit, startsAt, due: dueWithIntervals(calendar, startsAt, limit, 'end-of-day', facts) },
    ];
  });
}

/** A unit this release does not know is counted as working days, as 行政许可法 82 counts every limit without a unit. */
function unitOf(unit: string): Limit['unit'] {
  return unit === 'calendar-day' || unit === 'on-the-spot' ? unit : 'working-day';
}

/** The due columns of a case; null while a stop holds the clock. */
export function dueColumns(clocks: readonly RunningClock[]): {
  statutoryDueAt: Date | null;
  promisedDueAt: Date | null;
} {
  const dueOf = (kind: string): Date | null => clocks.find((clock) => clock.kind === kind)?.due.dueAt ?? null;
  return { statutoryDueAt: dueOf('statutory'), promisedDueAt: dueOf('promised') };
}

/** The clocks as an event states them; those still held by a stop have an empty due date. */
export function statedClocks(clocks: readonly RunningClock[]): StatedClock[] {
  return clocks.map(({ kind, limit, startsAt, due }) => ({
    kind,
    limit: { days: limit.days, unit: limit.unit },
    startsAt: startsAt.toISOString(),
    dueAt: due.dueAt?.toISOString() ?? '',
    calendarVersion: due.calendarVersion,
    provisional: due.provisional,
  }));
}

/** Delivery within ten working days of the decision (行政许可法 44). */
const tenWorkingDays: Limit = { days: 10, unit: 'working-day' };

/**
 * The clock of delivery, which starts with the decision.
 *
 * @param decidedAt when it was decided
 * @param calendar the calendar to count with
 */
export function deliveryClock(decidedAt: Date, calendar: WorkingCalendar): StatedClock & { dueAt: string } {
  const due = addLimit(calendar, decidedAt, tenWorkingDays, 'end-of-day');
  return {
    kind: 'delivery',
    limit: { days: tenWorkingDays.days, unit: tenWorkingDays.unit },
    startsAt: decidedAt.toISOString(),
    dueAt: due.dueAt.toISOString(),
    calendarVersion: due.calendarVersion,
    provisional: due.provisional,
  };
}
