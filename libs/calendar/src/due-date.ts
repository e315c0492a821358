import { chinaDate, chinaDay, chinaTime, DAY_MS, endOfChinaDay, formatDay, milliseconds } from './china-date.js';
import { calendarStep, provisionalStep, restDaySteps, type Step } from './explanation.js';
import { addWorkingDays, workingDayFrom, type WorkingCalendar } from './working-calendar.js';

/** A length of time a law or a promise gives. On-the-spot (当场) ignores `days`: it is due the same China day. */
export interface Limit {
  /** Whole days, 0 to 10,000. */
  readonly days: number;
  readonly unit: 'working-day' | 'calendar-day' | 'on-the-spot';
  /**
   * For calendar days: whether a last day that is a rest day moves to the next working day. Such a period ends with its
   * last day whatever the policy, as the same article says (民法典 203). Without it the period ends on the day counted,
   * which is the stricter reading for the organ.
   */
  readonly landsOn?: 'any-day' | 'working-day';
}

/** Whether the last day counts to its end, or only to the second at which the period started. A region chooses. */
export type TimePolicy = 'end-of-day' | 'to-the-second';

/** When something is due, and why. */
export interface DueDate {
  /** The last instant that is still in time. */
  readonly dueAt: Date;
  /** The China date of `dueAt`, yyyy-mm-dd. */
  readonly dueDate: string;
  readonly calendarVersion: string;
  /** True when working days were counted beyond what the calendar's notices cover. */
  readonly provisional: boolean;
  readonly explanation: readonly Step[];
}

const MOST_DAYS = 10_000;

/**
 * When a period that starts at `from` ends. The day of acceptance is day 0 and counting starts on the next day
 * (民法典 201); working days leave out weekends and legal holidays (行政许可法 82).
 * @throws RangeError when `from` is an invalid Date or `limit.days` is not a whole number from 0 to 10,000.
 */
export function addLimit(calendar: WorkingCalendar, from: Date, limit: Limit, policy: TimePolicy): DueDate {
  const started = startPeriod(calendar, milliseconds(from), limit, policy);
  return finish(calendar, { ...started, limit, policy });
}

/** A period under way: its due instant so far (milliseconds), the steps taken and whether working days were counted. */
export interface Reckoning {
  readonly due: number;
  readonly steps: readonly Step[];
  readonly countedWorkingDays: boolean;
}

/** Counts the limit itself, before any recorded fact moves it. */
export function startPeriod(calendar: WorkingCalendar, from: number, limit: Limit, policy: TimePolicy): Reckoning {
  checkDays(limit.days);
  const onTheSpot = limit.unit === 'on-the-spot';
  const first = endsWithDay(limit, policy) ? endOfChinaDay(chinaDay(from)) : from;
  const due = onTheSpot ? first : moveDays(calendar, first, limit.days, limit.unit);
  const counted: Step = {
    rule: 'count',
    basis: onTheSpot ? '当场办结' : '民法典第二百零一条；行政许可法第八十二条',
    noticeNumbers: [],
    from: formatDay(chinaDay(from)),
    to: formatDay(chinaDay(due)),
    ...countedText(from, due, limit),
  };
  const countedWorkingDays = limit.unit === 'working-day';
  const rest = countedWorkingDays ? restDaySteps(calendar, chinaDay(from), chinaDay(due)) : [];
  return { due, countedWorkingDays, steps: [calendarStep(calendar), counted, ...rest] };
}

/** Moves an instant by whole days of a unit, keeping its time of day. */
export function moveDays(
  calendar: WorkingCalendar,
  at: number,
  days: number,
  unit: 'working-day' | 'calendar-day',
): number {
  if (unit === 'calendar-day') return at + days * DAY_MS;
  const day = chinaDay(at);
  return at + (addWorkingDays(calendar, day, days) - day) * DAY_MS;
}

/** Where a period whose counted end is `due` really ends, after the landing rule of its limit. */
export function landed(calendar: WorkingCalendar, due: number, limit: Limit): number {
  if (!mustLand(limit)) return due;
  const day = chinaDay(due);
  return due + (workingDayFrom(calendar, day) - day) * DAY_MS;
}

/** Whether a period ends at 24:00 of its last day; otherwise it ends to the second. */
export function endsWithDay(limit: Limit, policy: TimePolicy): boolean {
  return policy === 'end-of-day' || limit.unit === 'on-the-spot' || mustLand(limit);
}

/** Turns a reckoning into the answer: lands it, names the policy, and says whether it can still move. */
export function finish(
  calendar: WorkingCalendar,
  period: Reckoning & { readonly limit: Limit; readonly policy: TimePolicy },
): DueDate {
  const due = landed(calendar, period.due, period.limit);
  const dueAt = new Date(due);
  const dueDate = chinaDate(dueAt);
  const asked = period.countedWorkingDays || mustLand(period.limit);
  const provisional = asked && dueDate > calendar.publishedThrough;
  const explanation = [...period.steps];
  if (due !== period.due) explanation.push(landingStep(period.due, due));
  explanation.push(endStep(due, period.policy, period.limit));
  if (provisional) explanation.push(provisionalStep(calendar));
  return { dueAt, dueDate, calendarVersion: calendar.version, provisional, explanation };
}

/** Refuses a number of days no limit can have, before a loop runs on it. */
export function checkDays(days: number): void {
  if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS) {
    throw new RangeError(`a limit has 0 to ${MOST_DAYS} whole days, not ${days}`);
  }
}

function mustLand(limit: Limit): boolean {
  return limit.unit === 'calendar-day' && limit.landsOn === 'working-day';
}

function countedText(from: number, due: number, limit: Limit): { zh: string; en: string } {
  const start = chinaTime(from);
  const last = formatDay(chinaDay(due));
  if (limit.unit === 'on-the-spot') {
    return {
      zh: `${start} 起当场办理，当日 ${last} 为限。`,
      en: `Started ${start}, on the spot: due the same day, ${last}.`,
    };
  }
  const zhUnit = limit.unit === 'working-day' ? '个工作日' : '个自然日';
  const enUnit = limit.unit === 'working-day' ? 'working days' : 'calendar days';
  return {
    zh: `${start} 起算，当日为第 0 日，自次日起计 ${limit.days} ${zhUnit}，至 ${last}。`,
    en: `Started ${start}; that day is day 0 and counting starts the next day: ${limit.days} ${enUnit}, to ${last}.`,
  };
}

function landingStep(counted: number, due: number): Step {
  const from = formatDay(chinaDay(counted));
  const to = formatDay(chinaDay(due));
  return {
    rule: 'lands-on-working-day',
    basis: '民法典第二百零三条',
    noticeNumbers: [],
    from,
    to,
    zh: `最后一日 ${from} 为休息日，顺延至 ${to}。`,
    en: `The last day, ${from}, is a rest day; it moves to ${to}.`,
  };
}

function endStep(due: number, policy: TimePolicy, limit: Limit): Step {
  const toTheSecond = !endsWithDay(limit, policy);
  return {
    rule: 'end',
    basis: toTheSecond ? '按地区设置：精确到秒' : '民法典第二百零三条：截止至当日二十四时',
    noticeNumbers: [],
    to: formatDay(chinaDay(due)),
    zh: `截止 ${chinaTime(due)}（${toTheSecond ? '精确到秒' : '当日终了'}，北京时间）。`,
    en: `Due ${chinaTime(due)} China time (${toTheSecond ? 'to the second' : 'end of the day'}).`,
  };
}
