import { describe, expect, it } from '@jest/globals';
import type { ServiceCase } from '../case/case.entity.js';
import { caseStates } from '../case/case.states.js';
import { outcomeOf, outcomesOf } from './member-outcomes.js';

const one = (state: string, outcome: string | null = null): ServiceCase =>
  ({ caseId: `c-${state}`, itemId: 'i', itemName: 'n', state, outcome }) as ServiceCase;

describe('the outcome of a member case', () => {
  it.each([
    ['lodged', null, undefined],
    ['under-correction', null, undefined],
    ['accepted', null, undefined],
    ['decided', 'approved', 'approved'],
    ['decided', 'denied', 'denied'],
    ['closed', 'approved', 'approved'],
    ['refused', null, 'refused'],
    ['withdrawn', 'withdrawn', 'withdrawn'],
  ])('in %s with %s is %s', (state, recorded, expected) => {
    expect(outcomeOf(one(state, recorded))).toBe(expected);
  });

  it('is said by every state', () => {
    for (const state of caseStates) expect(() => outcomeOf(one(state, 'approved'))).not.toThrow();
  });

  it('makes an answer only when every member has one', () => {
    expect(outcomesOf([one('decided', 'approved'), one('accepted')])).toBeUndefined();
    expect(outcomesOf([one('decided', 'approved'), one('refused')])?.map(({ outcome }) => outcome)).toEqual([
      'approved',
      'refused',
    ]);
  });
});
