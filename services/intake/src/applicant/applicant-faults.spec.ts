import { describe, expect, it } from '@jest/globals';
import { applicantFaults, type GivenNumbers } from './applicant-faults.js';
import { serves } from './served-kinds.js';

const idNumber = '11010519491231002X';
const creditCode = '91350100M000100Y43';

const cases: [string, GivenNumbers, [string, string][]][] = [
  ['a right ID number', { kind: 'natural-person', idNumber }, []],
  ['a right credit code', { kind: 'organisation', creditCode }, []],
  ['none', { kind: 'natural-person' }, [['applicant.idNumber', 'field.required']]],
  [
    'a slip',
    { kind: 'natural-person', idNumber: '110105194912310021' },
    [['applicant.idNumber', 'id-number.check-digit']],
  ],
  [
    'a later birth',
    { kind: 'natural-person', idNumber: '110105209912310028' },
    [['applicant.idNumber', 'id-number.date']],
  ],
  [
    'a slip in a code',
    { kind: 'organisation', creditCode: '91350100M000100Y44' },
    [['applicant.creditCode', 'credit-code.check-digit']],
  ],
  [
    'both numbers',
    { kind: 'organisation', creditCode, idNumber },
    [['applicant.idNumber', 'applicant.number-of-other-kind']],
  ],
  [
    'a wrong agent',
    { kind: 'organisation', creditCode, agent: { idNumber: '1' } },
    [['applicant.agent.idNumber', 'id-number.length']],
  ],
];

describe('the numbers of an applicant', () => {
  it.each(cases)('finds what is wrong with %s', (_, given, expected) => {
    expect(applicantFaults(given, '2026-11-23').map(({ field, code }) => [field, code])).toEqual(expected);
  });
});

describe('whom an item serves', () => {
  it.each([
    ['自然人', true, false],
    ['企业法人', false, true],
    ['法人及其他组织', false, true],
    ['自然人/法人', true, true],
    ['', true, true],
  ])('%s', (words, people, organisations) => {
    expect([serves(words, 'natural-person'), serves(words, 'organisation')]).toEqual([people, organisations]);
  });
});
