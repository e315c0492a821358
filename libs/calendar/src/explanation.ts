import { formatDay } from './china-date.js';
import { isWeekend, type WorkingCalendar } from './working-calendar.js';

/** What a step of an explanation applies. */
export type StepRule =
  'calendar' | 'count' | 'rest-days' | 'stop' | 'extend' | 'lands-on-working-day' | 'end' | 'stopped' | 'provisional';

/** One step of the way from the start of a period to its due date, for people and for recalculation. */
export interface Step {
  readonly rule: StepRule;
  /** The law or setting the step follows. */
  readonly basis: string;
  /** The written notices a recorded fact cites; empty for steps that follow from law alone. */
  readonly noticeNumbers: readonly string[];
  /** China dates the step goes from and to, where it moves. */
  readonly from?: string;
  readonly to?: string;
  readonly zh: string;
  readonly en: string;
}

/** Names the table every other step counts with. */
export function calendarStep(calendar: WorkingCalendar): Step {
  return {
    rule: 'calendar',
    basis: calendar.version,
    noticeNumbers: [],
    zh: `采用工作日历 ${calendar.version}（区划 ${calendar.region}，已公布至 ${calendar.publishedThrough}）。`,
    en: `Working calendar ${calendar.version} (region ${calendar.region}, published through ${calendar.publishedThrough}).`,
  };
}

/**
 * Lists the days of (from, to] that did not count, and the make-up workdays that did; nothing when neither occurs.
 * Holidays are listed by name, plain weekends only by number, so that a reader can check against the notice.
 */
export function restDaySteps(calendar: WorkingCalendar, from: number, to: number): Step[] {
  const holidays: string[] = [];
  const makeups: string[] = [];
  let weekends = 0;
  for (let day = from + 1; day <= to; day += 1) {
    const date = formatDay(day);
    const makeup = calendar.makeupWorkdays[date];
    const holiday = calendar.offDays[date];
    if (makeup !== undefined) makeups.push(`${date} ${makeup}`);
    else if (holiday !== undefined) holidays.push(`${date} ${holiday}`);
    else if (isWeekend(day)) weekends += 1;
  }
  if (weekends + holidays.length + makeups.length === 0) return [];
  return [
    {
      rule: 'rest-days',
      basis: '行政许可法第八十二条',
      noticeNumbers: [],
      from: formatDay(from),
      to: formatDay(to),
      zh: `不计：周末 ${weekends} 天，节假日 ${listed(holidays, '、', '无')}；计入调休上班日：${listed(makeups, '、', '无')}。`,
      en: `Not counted: ${weekends} weekend days, holidays ${listed(holidays, ', ', 'none')}; counted make-up workdays: ${listed(makeups, ', ', 'none')}.`,
    },
  ];
}

/** Says that the date can still move: the holiday notice for it is not published yet. */
export function provisionalStep(calendar: WorkingCalendar): Step {
  return {
    rule: 'provisional',
    basis: calendar.version,
    noticeNumbers: [],
    zh: `日历只公布至 ${calendar.publishedThrough}，其后仅按周末休息推算，结果为暂定，节假日安排公布后重算。`,
    en: `The calendar is published only through ${calendar.publishedThrough}; after it only weekends are taken as rest. The result is provisional until the notice is published.`,
  };
}

function listed(entries: readonly string[], separator: string, none: string): string {
  return entries.length === 0 ? none : entries.join(separator);
}
