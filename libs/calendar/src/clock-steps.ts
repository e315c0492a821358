import { chinaDay, chinaTime, formatDay } from './china-date.js';
import type { Extension, Interval } from './clock-facts.js';
import type { Step } from './explanation.js';

/** What a finished interval does to the due date. */
export type IntervalEffect = 'moves' | 'before-start' | 'after-end';

/** Explains a finished interval: who held the clock, from when to when, and where the due date went. */
export function intervalStep(interval: Interval, before: number, after: number, effect: IntervalEffect): Step {
  const [from, to] = [formatDay(chinaDay(before)), formatDay(chinaDay(after))];
  const since = chinaTime(interval.at);
  const until = interval.to === undefined ? undefined : chinaTime(interval.to);
  const outcome = outcomes(from, to)[effect];
  return {
    rule: 'stop',
    basis: '行政许可法第四十五条',
    noticeNumbers: interval.noticeNumbers,
    from,
    to,
    zh: `${since} 至 ${until ?? '今'} 停止计时（${interval.noticeNumbers.join('、')}：${interval.reasons.join('；')}）；${outcome.zh}`,
    en: `Stopped from ${since} to ${until ?? 'now'} (${interval.noticeNumbers.join(', ')}: ${interval.reasons.join('; ')}); ${outcome.en}`,
  };
}

/** Explains an extension, and says when it was recorded after the limit had already run out. */
export function extensionStep(
  extension: Extension & { readonly unit: 'working-day' | 'calendar-day' },
  before: number,
  after: number,
  late: boolean,
): Step {
  const [from, to] = [formatDay(chinaDay(before)), formatDay(chinaDay(after))];
  const { days, unit, noticeNumber, reason } = extension;
  const [zhUnit, enUnit] = unit === 'working-day' ? ['个工作日', 'working days'] : ['个自然日', 'calendar days'];
  return {
    rule: 'extend',
    basis: '行政许可法第四十二条',
    noticeNumbers: [noticeNumber],
    from,
    to,
    zh: `延长 ${days} ${zhUnit}（${noticeNumber}：${reason}），由 ${from} 至 ${to}${late ? '；该延期在期限届满后作出' : ''}。`,
    en: `Extended by ${days} ${enUnit} (${noticeNumber}: ${reason}), from ${from} to ${to}${late ? '; recorded after the limit had run out' : ''}.`,
  };
}

function outcomes(from: string, to: string): Record<IntervalEffect, { zh: string; en: string }> {
  return {
    moves: {
      zh: `停止期间不计入期限，由 ${from} 至 ${to}。`,
      en: `the stopped time does not count: from ${from} to ${to}.`,
    },
    'before-start': {
      zh: '在期限起算之前，不影响期限。',
      en: 'it lies before the start and changes nothing.',
    },
    'after-end': {
      zh: `期限已于 ${from} 届满，不影响期限。`,
      en: `the limit had already run out on ${from}; it changes nothing.`,
    },
  };
}
