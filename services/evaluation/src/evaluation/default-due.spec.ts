import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { chinaDate } from '#lib/calendar';
import { defaultDue } from './default-due.js';

it.each([
  ['2026-11-20T02:00:00.000Z', 7, '2026-11-27T16:00:00.000Z'],
  ['2026-11-20T15:59:59.999Z', 7, '2026-11-27T16:00:00.000Z'],
  // Already the 21st in China.
  ['2026-11-20T16:00:00.000Z', 7, '2026-11-28T16:00:00.000Z'],
  // Holidays count: these are natural days.
  ['2026-09-30T02:00:00.000Z', 1, '2026-10-01T16:00:00.000Z'],
])('a service of %s is defaulted %i whole days after its day, at %s', (servedAt, days, due) => {
  expect(defaultDue(new Date(servedAt), days).toISOString()).toBe(due);
});

it('gives everybody whole days, whenever they were served', () => {
  const at = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 60 }), (servedAt, days) => {
      const last = new Date(defaultDue(servedAt, days).getTime() - 1);
      expect((Date.parse(chinaDate(last)) - Date.parse(chinaDate(servedAt))) / 86_400_000).toBe(days);
    }),
  );
});
