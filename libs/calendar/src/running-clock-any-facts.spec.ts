import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { instant, national } from '../test/calendars.js';
import { addLimit, type ClockFact, dueWithIntervals } from './index.js';

describe('dueWithIntervals, for any facts', () => {
  const policies = fc.constantFrom('end-of-day' as const, 'to-the-second' as const);
  const limits = fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('working-day' as const, 'calendar-day' as const),
    landsOn: fc.constantFrom('any-day' as const, 'working-day' as const),
  });
  const hours = (from: Date, count: number): Date => new Date(from.getTime() + count * 3_600_000);
  const factAt = (kind: ClockFact['kind'], at: Date, noticeNumber: string, days?: number): ClockFact => ({
    kind,
    at,
    noticeNumber,
    reason: '检测',
    ...(days === undefined ? {} : { days }),
  });
  /** Stops with their resumes and extensions, as hours after the start; they may overlap and meet. */
  const recorded = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.nat(300), fc.option(fc.integer({ min: 1, max: 15 }))), {
      maxLength: 5,
    })
    .map(
      (rows) => (from: Date) =>
        rows.flatMap(([after, length, days], i) =>
          days === null
            ? [factAt('stop', hours(from, after), `停${i}`), factAt('resume', hours(from, after + length), `复${i}`)]
            : [factAt('extend', hours(from, after), `延${i}`, days)],
        ),
    );

  it('the order of the array does not matter, nor does a fact recorded twice', () => {
    fc.assert(
      fc.property(
        instant,
        limits,
        policies,
        recorded,
        fc.infiniteStream(fc.nat()),
        (from, limit, policy, rows, keys) => {
          const facts = rows(from);
          const shuffled = [...facts, ...facts.slice(0, 2)]
            .map((row) => ({ row, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
          expect(dueWithIntervals(national, from, limit, policy, shuffled)).toEqual(
            dueWithIntervals(national, from, limit, policy, facts),
          );
        },
      ),
    );
  });

  it('a stop of zero length changes nothing', () => {
    fc.assert(
      fc.property(
        instant,
        limits,
        policies,
        recorded,
        fc.integer({ min: -50, max: 900 }),
        (from, limit, policy, rows, after) => {
          const facts = rows(from);
          const at = hours(from, after);
          const { dueAt } = dueWithIntervals(national, from, limit, policy, facts);
          const withZero = [...facts, factAt('stop', at, '零停'), factAt('resume', at, '零复')];
          expect(dueWithIntervals(national, from, limit, policy, withZero).dueAt).toEqual(dueAt);
        },
      ),
    );
  });

  it('two stops that meet are one stop', () => {
    fc.assert(
      fc.property(instant, limits, policies, fc.nat(200), fc.nat(200), fc.nat(200), (from, limit, policy, a, b, c) => {
        const [one, two, three] = [hours(from, a), hours(from, a + b), hours(from, a + b + c)];
        const split = [
          factAt('stop', one, 'A'),
          factAt('resume', two, 'A'),
          factAt('stop', two, 'B'),
          factAt('resume', three, 'B'),
        ];
        const whole = [factAt('stop', one, 'A'), factAt('resume', three, 'A')];
        expect(dueWithIntervals(national, from, limit, policy, split).dueAt).toEqual(
          dueWithIntervals(national, from, limit, policy, whole).dueAt,
        );
      }),
    );
  });

  it('a stop inside the limit never makes it earlier, nor due before the clock runs again', () => {
    fc.assert(
      fc.property(instant, limits, policies, fc.nat(600), fc.nat(600), (from, limit, policy, after, length) => {
        const plain = addLimit(national, from, limit, policy).dueAt;
        const [stop, resumed] = [hours(from, after), hours(from, after + length)];
        fc.pre(stop < plain);
        const { dueAt } = dueWithIntervals(national, from, limit, policy, [
          factAt('stop', stop, 'A'),
          factAt('resume', resumed, 'A'),
        ]);
        expect(dueAt?.getTime()).toBeGreaterThanOrEqual(Math.max(plain.getTime(), resumed.getTime()));
      }),
    );
  });

  it('an extension in the unit of the limit is a longer limit, whenever it was recorded', () => {
    fc.assert(
      fc.property(
        instant,
        limits,
        policies,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(900),
        (from, limit, policy, days, after) => {
          const facts = [factAt('extend', hours(from, after), '延', days)];
          expect(dueWithIntervals(national, from, limit, policy, facts).dueAt).toEqual(
            addLimit(national, from, { ...limit, days: limit.days + days }, policy).dueAt,
          );
        },
      ),
    );
  });

  it('more days are never due earlier under the same facts', () => {
    fc.assert(
      fc.property(instant, limits, policies, recorded, (from, limit, policy, rows) => {
        const stops = rows(from).filter((row) => row.kind !== 'extend');
        const fewer = dueWithIntervals(national, from, limit, policy, stops).dueAt;
        const more = dueWithIntervals(national, from, { ...limit, days: limit.days + 1 }, policy, stops).dueAt;
        expect(more?.getTime()).toBeGreaterThanOrEqual(fewer?.getTime() ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});
