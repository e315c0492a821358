import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DomainError } from '#lib/service-kit';
import { type JoinedOpinion, requireJoined } from './join-rule.js';

type Word = JoinedOpinion['opinion'];

const opinions = (words: Word[]): JoinedOpinion[] => [
  { departmentId: 'lead', lead: true, opinion: null },
  ...words.map((opinion, n) => ({ departmentId: `joint-${n}`, lead: false, opinion })),
];

function verdict(rule: string, outcome: 'approved' | 'denied', words: Word[]): string {
  try {
    requireJoined(rule, outcome, opinions(words));
    return 'may';
  } catch (error) {
    return error instanceof DomainError ? error.code : 'fault';
  }
}

const [yes, no, silent] = ['agree', 'disagree', null] as const;

describe('the join rule', () => {
  it.each([
    ['all', 'approved', [], 'may'],
    ['all', 'approved', [yes, silent], 'case.opinions-missing'],
    ['all', 'denied', [silent], 'case.opinions-missing'],
    ['all', 'approved', [yes, no], 'may'],
    ['veto', 'approved', [yes, yes], 'may'],
    ['veto', 'approved', [yes, no], 'case.opinions-forbid'],
    ['veto', 'denied', [yes, no], 'may'],
    ['veto', 'approved', [no, silent], 'case.opinions-missing'],
    ['quorum', 'approved', [yes, yes, silent], 'may'],
    ['quorum', 'approved', [yes, silent], 'case.opinions-missing'],
    ['quorum', 'approved', [no, no, yes], 'case.opinions-forbid'],
    ['quorum', 'approved', [no, yes], 'may'],
    ['quorum', 'approved', [], 'may'],
    ['a rule of a later release', 'approved', [no], 'case.opinions-forbid'],
  ] as const)('%s, %s, %j: %s', (rule, outcome, words, expected) => {
    expect(verdict(rule, outcome, [...words])).toBe(expected);
  });

  it('never forbids a denial once enough have spoken, and never asks more of a denial than of an approval', () => {
    const word = fc.constantFrom<Word>(yes, no, silent);
    fc.assert(
      fc.property(fc.constantFrom('all', 'veto', 'quorum'), fc.array(word, { maxLength: 6 }), (rule, words) => {
        const approval = verdict(rule, 'approved', words);
        const denial = verdict(rule, 'denied', words);
        expect(denial).toBe(approval === 'case.opinions-forbid' ? 'may' : approval);
      }),
    );
  });
});
