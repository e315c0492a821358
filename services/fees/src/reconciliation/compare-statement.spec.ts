import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareStatement, type Entry } from './compare-statement.js';

const entry = (key: string, fen = 100, of = 'one'): Entry => ({ key, amountFen: BigInt(fen), of });
const kindsOf = (here: Entry[], there: Entry[]) =>
  compareStatement(here, there).differences.map(({ key, kind }) => `${key} ${kind}`);

describe('a comparison', () => {
  it.each<[string, Entry[], Entry[], string[]]>([
    ['nothing with nothing', [], [], []],
    ['the same in another order', [entry('a'), entry('b')], [entry('b'), entry('a')], []],
    ['what is only here', [entry('a')], [], ['a missing-there']],
    ['what is only there', [], [entry('a')], ['a missing-here']],
    ['another amount', [entry('a')], [entry('a', 99)], ['a amount-differs']],
    ['somebody else’s', [entry('a')], [entry('a', 100, 'another')], ['a belongs-elsewhere']],
    ['told twice', [entry('a')], [entry('a'), entry('a')], ['a twice']],
    ['told twice, once wrong', [entry('a')], [entry('a'), entry('a', 1)], ['a twice', 'a amount-differs']],
    ['told twice and unknown', [], [entry('a'), entry('a')], ['a twice', 'a missing-here']],
  ])('%s', (_, here, there, expected) => {
    expect(kindsOf(here, there)).toEqual(expected);
  });

  it('finds exactly what was planted, and agrees on the rest', () => {
    const fault = fc.constantFrom(
      'none',
      'missing-here',
      'missing-there',
      'amount-differs',
      'belongs-elsewhere',
      'twice',
    );
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 30 }), (faults) => {
        const keys = faults.map((_, n) => `k${String(n).padStart(2, '0')}`);
        const here = keys.filter((_, n) => faults[n] !== 'missing-here').map((key) => entry(key));
        const there = keys.flatMap((key, n) => {
          if (faults[n] === 'missing-there') return [];
          const told = entry(
            key,
            faults[n] === 'amount-differs' ? 7 : 100,
            faults[n] === 'belongs-elsewhere' ? 'another' : 'one',
          );
          return faults[n] === 'twice' ? [told, told] : [told];
        });
        const { differences, matched } = compareStatement(here, there.reverse());
        const planted = keys.flatMap((key, n) => (faults[n] === 'none' ? [] : [`${key} ${faults[n]}`]));
        expect(differences.map(({ key, kind }) => `${key} ${kind}`)).toEqual(planted);
        expect(matched).toEqual(keys.filter((_, n) => faults[n] === 'none' || faults[n] === 'twice'));
      }),
    );
  });
});
