import { chinaDate, chinaDay, DAY_MS, endOfChinaDay, formatDay, milliseconds } from './china-date.js';
import { ClockFactsContradict, timeline, type ClockFact, type Extension, type Interval } from './clock-facts.js';
import { extensionStep, intervalStep, type IntervalEffect } from './clock-steps.js';
import {
  endsWithDay,
  finish,
  landed,
  moveDays,
  startPeriod,
  type DueDate,
  type Limit,
  type Reckoning,
  type TimePolicy,
} from './due-date.js';
import { provisionalStep, restDaySteps, type Step } from './explanation.js';
import {
  addWorkingDays,
  addWorkingTime,
  workingDayFrom,
  workingDaysIn,
  workingTimeIn,
  type WorkingCalendar,
} from './working-calendar.js';

/** A clock that a stop still holds: nothing is due until a resume is recorded. */
export interface StoppedClock {
  readonly dueAt: undefined;
  readonly dueDate: undefined;
  readonly calendarVersion: string;
  /** True when working days were counted, before the stop, beyond what the calendar's notices cover. */
  readonly provisional: boolean;
  readonly explanation: readonly Step[];
}

/** What never changes while one clock is read. */
interface Clock {
  readonly calendar: WorkingCalendar;
  readonly start: number;
  readonly limit: Limit;
  readonly policy: TimePolicy;
}

/**
 * When a period ends, as a function of the facts recorded about it. Facts apply in order of time, whatever their order
 * in the array:
 * - stopped time does not count (行政许可法 45). Counted by days, the day of the stop still counts and the day of the
 *   resume does not, as the first day of every period (民法典 201), so a stop within one day changes nothing; counted
 *   to the second, the stopped time itself is given back. A resume on a rest day never leaves a date already past.
 * - an extension adds its days (行政许可法 42), also when it was recorded late; its step then says so.
 * - a stop that begins after the limit has run out changes nothing, nor does what lies before the start.
 * Without a resume the answer has `dueAt: undefined`.
 * @throws RangeError for an invalid Date or number of days. @throws ClockFactsContradict when the facts contradict each other.
 */
export function dueWithIntervals(
  calendar: WorkingCalendar,
  start: Date,
  limit: Limit,
  policy: TimePolicy,
  facts: readonly ClockFact[],
): DueDate | StoppedClock {
  const clock: Clock = { calendar, start: milliseconds(start), limit, policy };
  let period = startPeriod(calendar, clock.start, limit, policy);
  for (const entry of timeline(facts)) {
    if (entry.kind === 'extension') {
      period = extend(clock, period, entry);
      continue;
    }
    const effect = effectOf(clock, period, entry);
    if (effect === 'holds') return stopped(clock, period, entry);
    period = resume(clock, period, entry, effect);
  }
  return finish(calendar, { ...period, limit, policy });
}

function extend(clock: Clock, period: Reckoning, extension: Extension): Reckoning {
  const unit = extension.unit ?? (clock.limit.unit === 'on-the-spot' ? undefined : clock.limit.unit);
  if (unit === undefined) {
    throw new ClockFactsContradict(`extension ${extension.noticeNumber} of an on-the-spot limit names no unit`);
  }
  const due = moveDays(clock.calendar, period.due, extension.days, unit);
  const late = extension.at > landed(clock.calendar, period.due, clock.limit);
  const moved = advance(clock, period, due, extensionStep({ ...extension, unit }, period.due, due, late), unit);
  return { ...moved, countedWorkingDays: period.countedWorkingDays || unit === 'working-day' };
}

function effectOf(clock: Clock, period: Reckoning, interval: Interval): IntervalEffect | 'holds' {
  if (interval.to !== undefined && interval.to <= clock.start) return 'before-start';
  const end = landed(clock.calendar, period.due, clock.limit);
  if (Math.max(interval.at, clock.start) >= end) return 'after-end';
  return interval.to === undefined ? 'holds' : 'moves';
}

function resume(clock: Clock, period: Reckoning, interval: Interval, effect: IntervalEffect): Reckoning {
  const to = interval.to;
  const due = effect === 'moves' && to !== undefined ? shifted(clock, period.due, interval.at, to) : period.due;
  return advance(clock, period, due, intervalStep(interval, period.due, due, effect), clock.limit.unit);
}

function advance(clock: Clock, period: Reckoning, due: number, step: Step, unit: Limit['unit']): Reckoning {
  const rest = unit === 'working-day' ? restDaySteps(clock.calendar, chinaDay(period.due), chinaDay(due)) : [];
  return { ...period, due, steps: [...period.steps, step, ...rest] };
}

function shifted(clock: Clock, due: number, stoppedAt: number, to: number): number {
  const from = Math.max(stoppedAt, clock.start);
  return endsWithDay(clock.limit, clock.policy)
    ? shiftedByDays(clock, due, from, to)
    : shiftedByTime(clock, due, from, to);
}

function shiftedByTime({ calendar, limit }: Clock, due: number, from: number, to: number): number {
  if (limit.unit !== 'working-day') return due + (to - from);
  return addWorkingTime(calendar, due, workingTimeIn(calendar, from, to));
}

function shiftedByDays({ calendar, limit }: Clock, due: number, from: number, to: number): number {
  const [first, last, counted] = [chinaDay(from), chinaDay(to), chinaDay(due)];
  if (limit.unit !== 'working-day') {
    if (first <= counted) return due + (last - first) * DAY_MS;
    // It begins on the rest days between the last day counted and the working day that one lands on: no counted day is
    // left to give back, so only a resume after the landing moves anything, and then to its own day.
    return last <= chinaDay(landed(calendar, due, limit)) ? due : endOfChinaDay(last);
  }
  const moved = addWorkingDays(calendar, counted, workingDaysIn(calendar, first, last));
  // Stopped on its last day and resumed on a rest day, the clock must not be late the moment it runs again.
  return endOfChinaDay(moved >= last ? moved : workingDayFrom(calendar, last));
}

function stopped(clock: Clock, period: Reckoning, interval: Interval): StoppedClock {
  const { calendar } = clock;
  const heldOn = chinaDate(new Date(Math.max(interval.at, clock.start)));
  const provisional = period.countedWorkingDays && heldOn > calendar.publishedThrough;
  const step: Step = {
    rule: 'stopped',
    basis: '行政许可法第四十五条',
    noticeNumbers: interval.noticeNumbers,
    from: formatDay(chinaDay(interval.at)),
    zh: `自 ${heldOn} 起停止计时（${interval.noticeNumbers.join('、')}：${interval.reasons.join('；')}），尚未恢复，暂无截止日期。`,
    en: `Stopped since ${heldOn} (${interval.noticeNumbers.join(', ')}: ${interval.reasons.join('; ')}) and not resumed: no due date yet.`,
  };
  const explanation = [...period.steps, step, ...(provisional ? [provisionalStep(calendar)] : [])];
  return { dueAt: undefined, dueDate: undefined, calendarVersion: calendar.version, provisional, explanation };
}
