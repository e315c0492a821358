import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#lib/service-kit';
import { type Predecessor, requirePredecessors } from './predecessors.js';

const one = (standing: Predecessor['standing']): Predecessor => ({
  caseId: `case-${standing}`,
  itemName: '先行',
  standing,
});

function codeOf(outcome: 'approved' | 'denied', standings: Predecessor['standing'][]): string {
  try {
    requirePredecessors(outcome, standings.map(one));
  } catch (error) {
    return error instanceof DomainError ? error.code : 'other';
  }
  return 'allowed';
}

describe('deciding after predecessors', () => {
  it.each<['approved' | 'denied', Predecessor['standing'][], string]>([
    ['approved', [], 'allowed'],
    ['approved', ['approved', 'approved'], 'allowed'],
    ['approved', ['approved', 'undecided'], 'case.predecessor-undecided'],
    ['approved', ['approved', 'failed'], 'case.predecessor-failed'],
    ['approved', ['undecided', 'failed'], 'case.predecessor-failed'],
    ['denied', ['undecided'], 'allowed'],
    ['denied', ['failed'], 'allowed'],
  ])('%s with %j is %s', (outcome, standings, expected) => {
    expect(codeOf(outcome, standings)).toBe(expected);
  });
});
