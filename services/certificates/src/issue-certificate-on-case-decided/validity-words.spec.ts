import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { validUntil } from './validity-words.js';

describe('the last valid day', () => {
  it.each([
    ['5年', '2026-11-23', '2031-11-22'],
    ['≤5年', '2026-01-01', '2030-12-31'],
    ['不超过 3 年', '2026-03-01', '2029-02-28'],
    ['1年', '2028-02-29', '2029-02-28'],
    ['4年', '2024-02-29', '2028-02-28'],
    ['长期', '2026-11-23', undefined],
    ['长期(年检)', '2026-11-23', undefined],
    ['6年/10年/长期', '2026-11-23', undefined],
    ['', '2026-11-23', undefined],
  ])('of %p from %s is %p', (words, issuedOn, expected) => {
    expect(validUntil(words, issuedOn)).toBe(expected);
  });

  it('lies within the stated years of the first', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (first, years) => {
        const issuedOn = first.toISOString().slice(0, 10);
        const days = (Date.parse(validUntil(`${years}年`, issuedOn) ?? '') - Date.parse(issuedOn)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(years * 365 - 1);
        expect(days).toBeLessThanOrEqual(years * 366 - 1);
      }),
    );
  });
});
