import { describe, expect, it } from '@jest/globals';
import { china, national } from '../test/calendars.js';
import { addLimit, ClockFactsContradict, dueWithIntervals, type ClockFact, type Limit } from './index.js';

const working = (days: number): Limit => ({ days, unit: 'working-day' });
const start = china('2026-03-02 10:00'); // a Monday, in a month without holidays
const fact = (kind: ClockFact['kind'], at: string, extra: Partial<ClockFact> = {}): ClockFact => ({
  kind,
  at: china(at),
  noticeNumber: `${kind} ${at}`,
  reason: '专家评审',
  ...extra,
});
const stopFrom = (from: string, to: string): ClockFact[] => [fact('stop', from), fact('resume', to)];
const due = (facts: readonly ClockFact[], limit = working(10), policy: 'end-of-day' | 'to-the-second' = 'end-of-day') =>
  dueWithIntervals(national, start, limit, policy, facts);

describe('dueWithIntervals', () => {
  it('without facts is the plain limit', () => {
    expect(due([])).toEqual(addLimit(national, start, working(10), 'end-of-day'));
    expect(due([])).toMatchObject({ dueDate: '2026-03-16' });
  });

  it.each([
    ['over two working days', [...stopFrom('2026-03-04 09:00', '2026-03-06 17:00')], '2026-03-18'],
    ['over a weekend only', [...stopFrom('2026-03-06 09:00', '2026-03-08 17:00')], '2026-03-16'],
    ['within one day', [...stopFrom('2026-03-04 09:00', '2026-03-04 17:00')], '2026-03-16'],
    [
      'twice',
      [...stopFrom('2026-03-04 09:00', '2026-03-06 17:00'), ...stopFrom('2026-03-09 09:00', '2026-03-10 09:00')],
      '2026-03-19',
    ],
    [
      'twice at the same time',
      [...stopFrom('2026-03-04 09:00', '2026-03-06 17:00'), ...stopFrom('2026-03-05 09:00', '2026-03-09 09:00')],
      '2026-03-19',
    ],
    ['after the limit had run out', [...stopFrom('2026-03-17 09:00', '2026-03-20 09:00')], '2026-03-16'],
    ['before the start', [...stopFrom('2026-02-24 09:00', '2026-02-27 09:00')], '2026-03-16'],
    ['across the start', [...stopFrom('2026-02-24 09:00', '2026-03-03 09:00')], '2026-03-17'],
    ['on the last day, to a working day', [...stopFrom('2026-03-16 09:00', '2026-03-18 09:00')], '2026-03-18'],
    [
      'from a Friday that is the last day to a Sunday',
      [fact('extend', '2026-03-03 09:00', { days: 4 }), ...stopFrom('2026-03-20 09:00', '2026-03-22 09:00')],
      '2026-03-23',
    ],
  ])('stopped %s', (_, facts, dueDate) => {
    expect(due(facts)).toMatchObject({ dueDate, dueAt: china(`${dueDate} 23:59:59.999`) });
  });

  it.each([
    ['an hour of a working day', stopFrom('2026-03-04 09:00', '2026-03-04 10:00'), '2026-03-16 11:00'],
    ['a weekend', stopFrom('2026-03-07 00:00', '2026-03-09 00:00'), '2026-03-16 10:00'],
    ['Friday evening to Monday morning', stopFrom('2026-03-06 20:00', '2026-03-09 03:00'), '2026-03-16 17:00'],
    ['enough to cross a weekend', stopFrom('2026-03-09 10:00', '2026-03-14 10:00'), '2026-03-20 24:00'],
  ])('to the second gives back %s', (_, facts, expected) => {
    const at = expected.endsWith('24:00') ? china('2026-03-21 00:00') : china(expected);
    expect(due(facts, working(10), 'to-the-second').dueAt).toEqual(at);
  });

  it('stops a limit of calendar days by calendar days, and an on-the-spot limit too', () => {
    const facts = stopFrom('2026-03-02 11:00', '2026-03-08 09:00');
    expect(due(facts, { days: 60, unit: 'calendar-day' }).dueDate).toBe('2026-05-07');
    expect(due(facts, { days: 0, unit: 'on-the-spot' }).dueAt).toEqual(china('2026-03-08 23:59:59.999'));
    expect(due(facts, { days: 1, unit: 'calendar-day' }, 'to-the-second').dueAt).toEqual(china('2026-03-09 08:00'));
  });

  it('gives no counted day back to a stop that begins on the rest days before the landing, and ends with the day', () => {
    const limit: Limit = { days: 5, unit: 'calendar-day', landsOn: 'working-day' };
    expect(due([], limit).dueDate).toBe('2026-03-09');
    expect(due(stopFrom('2026-03-08 09:00', '2026-03-09 09:00'), limit).dueDate).toBe('2026-03-09');
    expect(due(stopFrom('2026-03-08 09:00', '2026-03-11 09:00'), limit).dueDate).toBe('2026-03-11');
    expect(due(stopFrom('2026-03-07 09:00', '2026-03-11 09:00'), limit).dueDate).toBe('2026-03-11');
    expect(due([], limit, 'to-the-second').dueAt).toEqual(china('2026-03-09 23:59:59.999'));
  });

  it('has no due date while a stop is open, and says which notice holds it', () => {
    const answer = due([fact('stop', '2026-03-04 09:00', { noticeNumber: '沧政务特〔2026〕00003号' })]);
    expect(answer).toMatchObject({ dueAt: undefined, dueDate: undefined, calendarVersion: national.version });
    expect(answer.explanation.at(-1)).toMatchObject({ rule: 'stopped', noticeNumbers: ['沧政务特〔2026〕00003号'] });
  });

  it('keeps the due date when the open stop began after the limit had run out', () => {
    expect(due([fact('stop', '2026-03-17 00:00')]).dueDate).toBe('2026-03-16');
  });

  it('stays stopped until every overlapping stop has its resume', () => {
    expect(
      due([fact('stop', '2026-03-04 09:00'), ...stopFrom('2026-03-05 09:00', '2026-03-06 09:00')]).dueAt,
    ).toBeUndefined();
  });

  it('extends in the unit of the limit or its own, and says when that came late', () => {
    expect(due([fact('extend', '2026-03-10 09:00', { days: 10 })]).dueDate).toBe('2026-03-30');
    expect(due([fact('extend', '2026-03-10 09:00', { days: 10, unit: 'calendar-day' })]).dueDate).toBe('2026-03-26');
    const late = due([fact('extend', '2026-03-17 09:00', { days: 1 })]);
    expect(late.dueDate).toBe('2026-03-17');
    expect(late.explanation.find((step) => step.rule === 'extend')?.en).toContain('after the limit had run out');
  });

  it('is provisional when a stop or an extension pushes working days beyond the published calendar', () => {
    const extended = due([fact('extend', '2026-03-10 09:00', { days: 240 })]);
    expect(extended.provisional).toBe(true);
    const calendarDays: Limit = { days: 10, unit: 'calendar-day' };
    const mixed = [fact('extend', '2026-03-03 09:00', { days: 260, unit: 'working-day' })];
    expect(due(mixed, calendarDays).provisional).toBe(true);
    expect(due([fact('extend', '2026-03-03 09:00', { days: 400 })], calendarDays).provisional).toBe(false);
  });

  it('explains every interval with its notices, in order of time', () => {
    const facts = [
      ...stopFrom('2026-03-04 09:00', '2026-03-06 17:00'),
      fact('extend', '2026-03-10 09:00', { days: 5 }),
    ];
    const steps = due(facts).explanation;
    expect(steps.map((step) => step.rule)).toEqual([
      'calendar',
      'count',
      'rest-days',
      'stop',
      'extend',
      'rest-days',
      'end',
    ]);
    expect(steps[3]).toMatchObject({
      noticeNumbers: ['stop 2026-03-04 09:00', 'resume 2026-03-06 17:00'],
      from: '2026-03-16',
      to: '2026-03-18',
    });
    expect(steps[3]?.zh).toContain('2026-03-04 09:00:00 至 2026-03-06 17:00:00');
  });

  it.each([
    ['a resume without a stop', [fact('resume', '2026-03-04 09:00')]],
    ['a stop without a notice', [fact('stop', '2026-03-04 09:00', { noticeNumber: ' ' })]],
    ['an extension without days', [fact('extend', '2026-03-04 09:00')]],
    ['an extension by no days', [fact('extend', '2026-03-04 09:00', { days: 0 })]],
  ])('refuses %s', (_, facts) => {
    expect(() => due(facts)).toThrow(ClockFactsContradict);
  });

  it('refuses to extend an on-the-spot limit without a unit, and an invalid instant', () => {
    const onTheSpot: Limit = { days: 0, unit: 'on-the-spot' };
    expect(() => due([fact('extend', '2026-03-02 11:00', { days: 1 })], onTheSpot)).toThrow(ClockFactsContradict);
    expect(() => due([{ ...fact('stop', '2026-03-04 09:00'), at: new Date('x') }])).toThrow(RangeError);
  });
});
