import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { china, instant, national, weekendsOnly } from '../test/calendars.js';
import { addLimit, chinaDate, dueWithIntervals, thresholdOf, workingDaysBetween } from './index.js';

const text = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');

describe('a threshold', () => {
  // National Day 2026: 1–7 October off, Saturday 10 October worked in exchange.
  it.each([
    ['as soon as the limit has passed', '2026-09-30 23:59:59.999', 0, '2026-10-01 00:00:00.000'],
    ['two working days before', '2026-09-30 23:59:59.999', -2, '2026-09-29 00:00:00.000'],
    ['two working days before, over the holiday', '2026-10-09 23:59:59.999', -2, '2026-10-01 00:00:00.000'],
    ['one working day after, over the holiday', '2026-09-30 23:59:59.999', 1, '2026-10-09 00:00:00.000'],
    ['a make-up Saturday counts', '2026-10-12 23:59:59.999', -1, '2026-10-11 00:00:00.000'],
    ['a limit on a rest day', '2026-10-04 23:59:59.999', -1, '2026-10-01 00:00:00.000'],
    ['to the second', '2026-09-29 10:00:00.000', 1, '2026-09-30 10:00:00.001'],
  ])('%s', (_name, due, workingDays, expected) => {
    expect(text(thresholdOf(national, china(due), workingDays))).toBe(expected);
  });

  it('agrees with a published worked example: accepted 2018-10-15 10:00, seven days, warned two days before', () => {
    const due = addLimit(weekendsOnly, china('2018-10-15 10:00'), { days: 7, unit: 'working-day' }, 'to-the-second');
    expect(text(due.dueAt)).toBe('2018-10-24 10:00:00.000');
    expect(text(thresholdOf(weekendsOnly, due.dueAt, -2))).toBe('2018-10-22 10:00:00.001');
    expect(text(thresholdOf(weekendsOnly, due.dueAt, 0))).toBe('2018-10-24 10:00:00.001');
    // Its special procedure of three days moves both.
    const facts = [
      { kind: 'stop' as const, at: china('2018-10-16 10:00'), noticeNumber: 'N1', reason: '检测' },
      { kind: 'resume' as const, at: china('2018-10-19 10:00'), noticeNumber: 'N1', reason: '检测' },
    ];
    const moved = dueWithIntervals(
      weekendsOnly,
      china('2018-10-15 10:00'),
      { days: 7, unit: 'working-day' },
      'to-the-second',
      facts,
    );
    expect(text(thresholdOf(weekendsOnly, moved.dueAt ?? new Date(0), -2))).toBe('2018-10-25 10:00:00.001');
  });

  it('lies exactly as many working days off as asked, on whichever side', () => {
    const days = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(instant, days, (at, workingDays) => {
        const due = addLimit(national, at, { days: 1, unit: 'working-day' }, 'end-of-day').dueAt;
        const last = new Date(thresholdOf(national, due, workingDays).getTime() - 1);
        expect(workingDaysBetween(national, chinaDate(due), chinaDate(last))).toBe(workingDays);
      }),
    );
  });

  it('takes whole days only', () => {
    expect(() => thresholdOf(national, china('2026-09-30 10:00'), 0.5)).toThrow(RangeError);
  });
});
