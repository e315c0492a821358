import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { china, instant, national, weekendsOnly } from '../test/calendars.js';
import { addLimit, chinaDate, isWorkingDay, workingDaysBetween, type Limit } from './index.js';

const working = (days: number): Limit => ({ days, unit: 'working-day' });
const calendarDays = (days: number): Limit => ({ days, unit: 'calendar-day' });
const policies = fc.constantFrom('end-of-day' as const, 'to-the-second' as const);
const units = fc.constantFrom('working-day' as const, 'calendar-day' as const);

describe('chinaDate', () => {
  it.each([
    ['2026-01-01T15:59:59.999Z', '2026-01-01'],
    ['2026-01-01T16:00:00.000Z', '2026-01-02'],
    // China had daylight saving in 1988; every date here is plain UTC+8 all the same.
    ['1988-07-01T15:30:00.000Z', '1988-07-01'],
  ])('%s is %s in China', (at, date) => {
    expect(chinaDate(new Date(at))).toBe(date);
  });

  it('refuses an invalid Date', () => {
    expect(() => chinaDate(new Date('x'))).toThrow(RangeError);
  });
});

describe('isWorkingDay', () => {
  it.each([
    ['2026-09-18', true, 'a Friday'],
    ['2026-09-19', false, 'a Saturday'],
    ['2026-09-20', true, 'a Sunday made up for National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'the last day of the holiday, a Wednesday'],
    ['2026-10-08', true, 'a Thursday'],
    ['2026-10-10', true, 'a Saturday made up for National Day'],
    ['2026-10-11', false, 'a Sunday'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isWorkingDay(national, date)).toBe(expected);
  });

  it.each(['2026-02-30', '2026-2-3', '', 'toString'])('refuses %j', (date) => {
    expect(() => isWorkingDay(national, date)).toThrow(RangeError);
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2024-12-31', '2025-12-31', 248],
    ['2025-12-31', '2026-12-31', 248],
    ['2026-09-30', '2026-10-10', 3],
    ['2026-10-10', '2026-09-30', -3],
    ['2026-10-10', '2026-10-10', 0],
  ])('after %s through %s: %d', (after, through, days) => {
    expect(workingDaysBetween(national, after, through)).toBe(days);
  });
});

describe('addLimit', () => {
  it.each([
    ['2018-10-15 10:00', 7, '2018-10-24 10:00'],
    ['2018-10-15 10:00', 10, '2018-10-29 10:00'],
  ])('to the second: accepted %s, %d days, passes %s', (from, days, due) => {
    expect(addLimit(weekendsOnly, china(from), working(days), 'to-the-second')).toMatchObject({
      dueAt: china(due),
      provisional: false,
    });
  });

  it.each([
    ['2025-01-24', 1, '2025-01-26'],
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-01-27', 3, '2025-02-07'],
    ['2025-09-26', 5, '2025-10-10'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-10-10', 1, '2025-10-11'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-10-09', 2, '2026-10-12'],
    ['2026-09-19', 1, '2026-09-20'],
  ])('accepted %s, %d working days, due %s at the end of the day', (accepted, days, due) => {
    const answer = addLimit(national, china(`${accepted} 16:30`), working(days), 'end-of-day');
    expect(answer.dueDate).toBe(due);
    expect(answer.dueAt).toEqual(china(`${due} 23:59:59.999`));
  });

  it('takes the China date of acceptance, not the UTC date', () => {
    // 00:30 on the 9th in China is still the 8th in UTC.
    expect(addLimit(national, new Date('2026-10-08T16:30:00Z'), working(1), 'end-of-day').dueDate).toBe('2026-10-10');
  });

  it('counts calendar days through holidays, and lands on a working day only where the limit says so', () => {
    const from = china('2026-09-21 09:00');
    expect(addLimit(national, from, calendarDays(12), 'end-of-day').dueDate).toBe('2026-10-03');
    const landing = addLimit(national, from, { ...calendarDays(12), landsOn: 'working-day' }, 'end-of-day');
    expect(landing.dueDate).toBe('2026-10-08');
    expect(landing.explanation.map((step) => step.rule)).toContain('lands-on-working-day');
  });

  it.each(['end-of-day', 'to-the-second'] as const)(
    'on the spot is due at the end of the same China day (%s)',
    (policy) => {
      const answer = addLimit(national, china('2026-10-03 09:00'), { days: 0, unit: 'on-the-spot' }, policy);
      expect(answer).toMatchObject({ dueAt: china('2026-10-03 23:59:59.999'), provisional: false });
    },
  );

  it('is provisional beyond the published calendar, where only weekends are known', () => {
    const inside = addLimit(national, china('2026-12-30 10:00'), working(1), 'end-of-day');
    expect(inside).toMatchObject({ dueDate: '2026-12-31', provisional: false });
    const beyond = addLimit(national, china('2026-12-31 10:00'), working(2), 'end-of-day');
    expect(beyond).toMatchObject({ dueDate: '2027-01-04', provisional: true });
    expect(addLimit(national, china('2026-12-31 10:00'), working(1), 'end-of-day')).toMatchObject({
      dueDate: '2027-01-01',
      provisional: true,
    });
    expect(beyond.explanation.at(-1)?.rule).toBe('provisional');
  });

  it('is not provisional when no working day was asked for: calendar days do not depend on the notice', () => {
    expect(addLimit(national, china('2026-12-31 10:00'), calendarDays(60), 'end-of-day').provisional).toBe(false);
    const landing = { ...calendarDays(60), landsOn: 'working-day' as const };
    expect(addLimit(national, china('2026-12-31 10:00'), landing, 'end-of-day').provisional).toBe(true);
  });

  it('explains the calendar version, the holidays left out and the make-up workdays counted, in both languages', () => {
    const { explanation } = addLimit(national, china('2026-09-30 10:00'), working(3), 'end-of-day');
    expect(explanation.map((step) => step.rule)).toEqual(['calendar', 'count', 'rest-days', 'end']);
    expect(explanation[0]?.zh).toContain(national.version);
    expect(explanation[2]?.zh).toContain('2026-10-01 国庆节');
    expect(explanation[2]?.zh).toMatch(/计入调休上班日：2026-10-10 国庆节/);
    expect(explanation[2]?.en).toContain('counted make-up workdays: 2026-10-10');
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 10_001])('refuses a limit of %d days', (days) => {
    expect(() => addLimit(national, china('2026-01-05 10:00'), working(days), 'end-of-day')).toThrow(RangeError);
  });

  it('refuses an invalid start', () => {
    expect(() => addLimit(national, new Date('x'), working(1), 'end-of-day')).toThrow(RangeError);
  });

  it('never gets earlier with more days, and never lies before the start', () => {
    fc.assert(
      fc.property(instant, fc.nat(80), fc.nat(20), units, policies, (from, days, more, unit, policy) => {
        const due = addLimit(national, from, { days, unit }, policy).dueAt.getTime();
        const later = addLimit(national, from, { days: days + more, unit }, policy).dueAt.getTime();
        expect(due).toBeGreaterThanOrEqual(from.getTime());
        expect(later).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('ends on a working day with exactly the limit of working days behind it', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), policies, (from, days, policy) => {
        const { dueDate } = addLimit(national, from, working(days), policy);
        expect(isWorkingDay(national, dueDate)).toBe(true);
        expect(workingDaysBetween(national, chinaDate(from), dueDate)).toBe(days);
      }),
    );
  });
});
