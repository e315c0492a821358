import { describe, expect, it } from '@jest/globals';
import { caseDoor } from './case.repository.js';
import { type CaseState, caseTransitions, type CaseAct } from './case.states.js';

const every: CaseAct[] = ['open', 'stop', 'resume', 'extend', 'decide', 'withdraw', 'lapse', 'revoke'];

const table: Record<CaseState, CaseAct[]> = {
  'in-review': ['stop', 'extend', 'decide', 'withdraw', 'lapse'],
  suspended: ['resume', 'withdraw', 'lapse'],
  decided: ['revoke'],
  withdrawn: [],
  lapsed: [],
};

describe('a case under review', () => {
  it('knows no other act', () => expect(Object.keys(caseTransitions)).toEqual(every));

  it.each(Object.entries(table))('%s: %j', (state, acts) => {
    expect(every.filter((act) => caseDoor.allows(state, act))).toEqual(acts);
  });
});
