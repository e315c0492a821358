import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ClockFact } from '#lib/calendar';
import { KnownCalendars } from '#lib/calendar-copies';
import type { ClockReading } from '../clock/clock-reading.js';
import { segmentsOf } from '../clock/segments.js';
import { type CardRule, owedCards } from './owed-cards.js';

const china = (time: string): Date => new Date(`${time.replace(' ', 'T')}+08:00`);
const day = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const calendar = (version: number, publishedAt: string, offDays: Record<string, string> = {}) => ({
  version,
  publishedAt: china(publishedAt),
  table: { version: `cn-${version}`, region: '000000', publishedThrough: '2026-12-31', offDays, makeupWorkdays: {} },
});
const one = new KnownCalendars([calendar(1, '2025-11-01 09:00')]);

/** Accepted on Tuesday 1 September, promised in five working days: due on the 8th. */
const reading = (more: Partial<ClockReading> = {}): ClockReading => ({
  kind: 'promised',
  ref: '',
  departmentId: 'mz',
  startsAt: china('2026-09-01 09:00'),
  knownAt: china('2026-09-01 09:00'),
  limit: { days: 5, unit: 'working-day' },
  toldDueAt: null,
  calendarVersion: 'cn-1',
  facts: [],
  ended: null,
  follows: null,
  ...more,
});

const rule = (ruleId: string, workingDays: number, more: Partial<CardRule> = {}): CardRule => ({
  ruleId,
  version: 1,
  colour: 'yellow',
  workingDays,
  active: true,
  validFrom: china('2000-01-01 00:00'),
  ...more,
});
const usual = [rule('warn', -2), rule('late', 0)];

const stop = (at: string): ClockFact => ({ kind: 'stop', at: china(at), noticeNumber: 'N1', reason: '听证' });
const resume = (at: string): ClockFact => ({ ...stop(at), kind: 'resume' });
const extend = (at: string): ClockFact => ({ ...stop(at), kind: 'extend', days: 5 });

/** Each card as rule, limit and the day its threshold is reached. */
const owed = (clock: ClockReading, rules: CardRule[] = usual, calendars = one): string[] =>
  owedCards(clock, segmentsOf(clock, calendars), rules).map(
    ({ ruleId, ruleVersion, dueAt, reachedAt }) => `${ruleId} v${ruleVersion} of ${day(dueAt)} on ${day(reachedAt)}`,
  );

describe('the cards a clock calls for', () => {
  it.each<[string, Partial<ClockReading>, string[]]>([
    ['running', {}, ['warn v1 of 2026-09-08 on 2026-09-05', 'late v1 of 2026-09-08 on 2026-09-09']],
    ['ended before the first threshold', { ended: { at: china('2026-09-04 12:00'), by: 'case-decided' } }, []],
    [
      'ended at the very threshold, which is not before it',
      { ended: { at: china('2026-09-05 00:00:00.000'), by: 'case-decided' } },
      ['warn v1 of 2026-09-08 on 2026-09-05'],
    ],
    [
      'ended between the thresholds',
      { ended: { at: china('2026-09-08 23:59'), by: 'case-decided' } },
      ['warn v1 of 2026-09-08 on 2026-09-05'],
    ],
    ['stopped before', { facts: [stop('2026-09-02 09:00')] }, []],
    [
      'stopped after the warning, and resumed',
      { facts: [stop('2026-09-07 09:00'), resume('2026-09-10 09:00')] },
      [
        'warn v1 of 2026-09-08 on 2026-09-05',
        'warn v1 of 2026-09-11 on 2026-09-10',
        'late v1 of 2026-09-11 on 2026-09-12',
      ],
    ],
    [
      'extended after it was late: the card it earned stands',
      { facts: [extend('2026-09-09 10:00')] },
      [
        'warn v1 of 2026-09-08 on 2026-09-05',
        'late v1 of 2026-09-08 on 2026-09-09',
        'warn v1 of 2026-09-15 on 2026-09-12',
        'late v1 of 2026-09-15 on 2026-09-16',
      ],
    ],
    [
      'shorter than the distance of its warning',
      { limit: { days: 1, unit: 'working-day' } },
      ['late v1 of 2026-09-02 on 2026-09-03'],
    ],
    ['on the spot', { limit: { days: 0, unit: 'on-the-spot' } }, ['late v1 of 2026-09-01 on 2026-09-02']],
    [
      'known only after its limit: nobody could be late before',
      { knownAt: china('2026-09-14 09:00') },
      ['warn v1 of 2026-09-08 on 2026-09-14', 'late v1 of 2026-09-08 on 2026-09-14'],
    ],
  ])('%s', (_name, more, expected) => {
    expect(owed(reading(more))).toEqual(expected);
  });

  it('follow a calendar that was replaced from its publication on', () => {
    const off = { '2026-09-04': '台风停工' };
    const two = (at: string) => new KnownCalendars([calendar(1, '2025-11-01 09:00'), calendar(2, at, off)]);
    expect(owed(reading(), usual, two('2026-09-03 09:00'))).toEqual([
      'warn v1 of 2026-09-09 on 2026-09-08',
      'late v1 of 2026-09-09 on 2026-09-10',
    ]);
    // Published after the warning was due: that one stands.
    expect(owed(reading(), usual, two('2026-09-07 09:00'))).toEqual([
      'warn v1 of 2026-09-08 on 2026-09-05',
      'warn v1 of 2026-09-09 on 2026-09-08',
      'late v1 of 2026-09-09 on 2026-09-10',
    ]);
    // Without any calendar a date is told, but no working days can be counted from it.
    expect(owed(reading(), usual, new KnownCalendars([]))).toEqual([]);
  });

  it('keep a date that was told whatever calendar follows, and count the distance of a threshold by the calendar of the day', () => {
    const off = { '2026-09-07': '台风停工' };
    const told = reading({ limit: null, toldDueAt: china('2026-09-08 23:59:59.999') });
    expect(owed(told)).toEqual(['warn v1 of 2026-09-08 on 2026-09-05', 'late v1 of 2026-09-08 on 2026-09-09']);
    const two = new KnownCalendars([calendar(1, '2025-11-01 09:00'), calendar(2, '2026-09-02 09:00', off)]);
    expect(owed(told, usual, two)).toEqual([
      'warn v1 of 2026-09-08 on 2026-09-04',
      'late v1 of 2026-09-08 on 2026-09-09',
    ]);
    // A Saturday is no number of working days; it was told and is watched.
    const saturday = reading({ limit: null, toldDueAt: china('2026-09-12 23:59:59.999') });
    expect(owed(saturday, usual, two)).toEqual([
      'warn v1 of 2026-09-12 on 2026-09-11',
      'late v1 of 2026-09-12 on 2026-09-13',
    ]);
  });

  it('follow the version of the rule that counts when the threshold is reached, one card for one date', () => {
    const next = (validFrom: string, more: Partial<CardRule> = {}) => [
      rule('warn', -2),
      rule('warn', -1, { version: 2, validFrom: china(validFrom), ...more }),
    ];
    expect(owed(reading(), next('2026-09-03 00:00'))).toEqual(['warn v2 of 2026-09-08 on 2026-09-08']);
    expect(owed(reading(), next('2026-09-07 00:00'))).toEqual(['warn v1 of 2026-09-08 on 2026-09-05']);
    expect(owed(reading(), next('2026-09-03 00:00', { active: false }))).toEqual([]);
    // A nearer threshold that the new version had moved into the past is reached when the version begins to count.
    expect(owed(reading(), next('2026-09-04 00:00', { workingDays: -4 }))).toEqual([
      'warn v2 of 2026-09-08 on 2026-09-04',
    ]);
  });

  const hours = (n: number): Date => new Date(china('2026-09-01 09:00').getTime() + n * 3_600_000);
  const life = fc
    .array(fc.integer({ min: 1, max: 800 }), { maxLength: 7 })
    .map((gaps) => [...gaps].sort((a, b) => a - b))
    .chain((at) => fc.tuple(fc.constant(at), fc.array(fc.boolean(), { minLength: 7, maxLength: 7 })))
    .map(([at, extensions]) => {
      let held = false;
      return at.map((n, place): ClockFact => {
        const cited = { at: hours(n), noticeNumber: `N${place}`, reason: '特别程序' };
        if (extensions[place] === true) return { kind: 'extend', days: 3, ...cited };
        held = !held;
        return { kind: held ? 'stop' : 'resume', ...cited };
      });
    });

  it('are never changed by what happens after their threshold', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 1_200 }), fc.boolean(), (facts, n, ends) => {
        const until = hours(n);
        const before = (cards: ReturnType<typeof owedCards>) =>
          cards.filter(({ reachedAt }) => reachedAt < until).map((card) => JSON.stringify(card));
        const whole = reading({ facts, ended: ends ? { at: until, by: 'case-decided' } : null });
        const known = reading({ facts: facts.filter(({ at }) => at < until) });
        expect(before(owedCards(whole, segmentsOf(whole, one), usual))).toEqual(
          before(owedCards(known, segmentsOf(known, one), usual)),
        );
      }),
    );
  });
});
