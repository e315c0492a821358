import { describe, expect, it } from '@jest/globals';
import { caseDoor } from './case.repository.js';
import { caseHears, caseStates, caseTransitions } from './case.states.js';

const actsIn: Record<(typeof caseStates)[number], string[]> = {
  lodged: ['receive', 'correct', 'accept', 'deem', 'refuse', 'withdraw'],
  'under-correction': ['receive-cure', 'cure', 'refuse', 'withdraw'],
  accepted: ['decide', 'close-withdrawn', 'close-lapsed'],
  decided: ['close', 'close-revoked'],
  closed: ['revoke'],
  refused: [],
  withdrawn: [],
  lapsed: [],
  revoked: [],
};

const facts = ['caseDecided', 'caseWithdrawn', 'caseLapsed', 'decisionRevoked', 'resultDelivered'] as const;

describe('the states of a case', () => {
  it.each(caseStates.map((state) => [state]))('allows in %s just what the office does', (state) => {
    const acts = Object.entries(caseTransitions).filter(([, { from }]) => new Set<string>(from).has(state));
    expect(acts.map(([act]) => act)).toEqual(actsIn[state]);
  });

  it.each(facts)('applies %s only where an edge leads on', (fact) => {
    const edges = {
      caseDecided: ['decide'],
      caseWithdrawn: ['close-withdrawn'],
      caseLapsed: ['close-lapsed'],
      decisionRevoked: ['close-revoked', 'revoke'],
      resultDelivered: ['close'],
    } as const;
    const applied = caseStates.filter((state) => caseHears[fact][state] === 'apply');
    expect(applied).toEqual(caseStates.filter((state) => edges[fact].some((edge) => caseDoor.allows(state, edge))));
  });

  it.each(facts)('lets %s be heard before its case', (fact) => {
    expect(caseHears[fact].unheard).toBe('wait');
  });
});
