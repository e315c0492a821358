import { expect, it } from '@jest/globals';
import { assert, integer, property, string } from 'fast-check';
import { newId } from '#lib/service-kit';
import { laneOf } from './lane.js';

const subject = (id: string): string => `evt.review.v1.opinion-given.530129.${id}`;

it('puts a case and all its parts into one lane, and every message into some lane', () => {
  assert(
    property(integer({ min: 1, max: 8 }), integer({ min: 0, max: 99 }), string(), (lanes, part, odd) => {
      const caseId = newId();
      const lane = laneOf(subject(caseId), lanes);
      expect(laneOf(subject(`${caseId}-${String(part).padStart(2, '0')}`), lanes)).toBe(lane);
      for (const one of [lane, laneOf(odd, lanes)]) {
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThan(lanes);
      }
    }),
  );
});

it('uses all lanes', () => {
  const used = new Set(Array.from({ length: 400 }, () => laneOf(subject(newId()), 4)));
  expect(used.size).toBe(4);
});
