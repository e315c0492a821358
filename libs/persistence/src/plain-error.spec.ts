import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, string } from 'fast-check';
import { QueryFailedError } from 'typeorm';
import { placesOf, plainError, plainWords } from './plain-error.js';

const driverError = (fields: object, message: string): Error => Object.assign(new Error(message), fields);

const duplicate = driverError(
  { code: 'ER_DUP_ENTRY', errno: 1062, sqlState: '23000' },
  "Duplicate entry '陈小满-13800000000' for key 'case_number'",
);

class NoSuchOrder extends Error {}

describe('what may be told of an error', () => {
  it.each([
    ['of the driver', duplicate, 'Error: ER_DUP_ENTRY (1062) key case_number'],
    [
      'of the driver, inside the mapper’s',
      new QueryFailedError('INSERT INTO t VALUES (?)', ['陈小满'], duplicate),
      'QueryFailedError: ER_DUP_ENTRY (1062) key case_number',
    ],
    [
      'of the network',
      driverError({ code: 'ECONNREFUSED', errno: -111 }, 'connect 10.0.0.1'),
      'Error: ECONNREFUSED (-111)',
    ],
    ['of a parser', new SyntaxError('Unexpected token 陈, "陈小满" is not valid JSON'), 'SyntaxError'],
    [
      'of ours',
      new NoSuchOrder('no order 01J0000000000000000000000A in EVT_INTAKE'),
      'NoSuchOrder: no order 01J0000000000000000000000A in EVT_INTAKE',
    ],
    ['with a name', new Error('the applicant 陈小满 is not known'), 'Error: the applicant … is not known'],
    ['with something quoted', new Error('cannot read "John Smith" or \'x\''), 'Error: cannot read … or …'],
    ['with a number', new Error('call 13800000000 or 53012919900101123X'), 'Error: call … or …'],
    ['that is no error', '陈小满', 'string: …'],
    ['that is nothing', undefined, 'undefined: undefined'],
  ])('%s', (_what, error, told) => {
    expect(plainError(error)).toBe(told);
  });

  it('keeps regions, counts and codes', () => {
    expect(plainWords('region 530129: 12 events after 5000 ms, ER 1062')).toBe(
      'region 530129: 12 events after 5000 ms, ER 1062',
    );
  });

  it('never shows a Chinese text or an identity number, wherever it stands', () => {
    const words = string({ unit: 'grapheme-ascii', maxLength: 20 });
    const secret = constantFrom('陈小满', '大公鸡县一号院', '13800000000', '53012919900101123X');
    assert(
      property(words, secret, words, (before, hidden, after) => {
        expect(plainError(new Error(`${before} ${hidden} ${after}`))).not.toContain(hidden);
      }),
    );
  });

  it('tells places without the message', () => {
    expect(placesOf(new Error('陈小满\n是谁'))).toMatch(/^\s+at /);
    expect(placesOf(new Error('陈小满\n是谁'))).not.toContain('陈');
    expect(placesOf('陈小满')).toBeUndefined();
  });
});
