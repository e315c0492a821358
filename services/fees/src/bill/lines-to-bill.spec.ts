import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Foreseen, linesToBill, totalOf } from './lines-to-bill.js';

const line = (code: string, more: Partial<Foreseen> = {}): Foreseen => ({
  code,
  name: code,
  unitFen: '1000',
  basis: '发改价格〔2019〕914号',
  condition: '',
  ...more,
});
const inForce = new Set(['A', 'B', 'C']);
const conditional = line('B', { condition: '遗失' });

describe('the lines of a bill', () => {
  it.each([
    ['always what has no condition', [line('A'), conditional], [], [['A', 1000n]]],
    [
      'what was chosen',
      [line('A'), conditional],
      [{ code: 'B', quantity: 1 }],
      [
        ['A', 1000n],
        ['B', 1000n],
      ],
    ],
    ['as many as were chosen', [line('A')], [{ code: 'A', quantity: 3 }], [['A', 3000n]]],
    [
      'nothing ineligible that was not chosen',
      [line('A'), line('C', { condition: '加急', basis: '' })],
      [],
      [['A', 1000n]],
    ],
    [
      'not what was abolished or has no basis, and the others all the same',
      [line('D'), line('A'), line('B', { basis: '' })],
      [],
      [['A', 1000n]],
    ],
    [
      'what was chosen, where all that was due anyway is abolished',
      [line('D'), conditional],
      [{ code: 'B', quantity: 1 }],
      [['B', 1000n]],
    ],
  ] as const)('are %s', (_, planned, chosen, expected) => {
    expect(linesToBill(planned, chosen, inForce).map(({ code, amountFen }) => [code, amountFen])).toEqual(expected);
  });

  it.each([
    ['bill.line-unknown', [line('A')], [{ code: 'Z', quantity: 1 }]],
    ['bill.nothing-to-pay', [conditional], []],
    ['fee.basis-missing', [line('A', { basis: ' ' })], []],
    ['fee.expired', [line('D')], []],
    ['fee.expired', [line('A'), line('D', { condition: '加急' })], [{ code: 'D', quantity: 1 }]],
  ] as const)('are refused with %s', (code, planned, chosen) => {
    expect(() => linesToBill(planned, chosen, inForce)).toThrow(code);
  });

  it('add up exactly, however large', () => {
    const amounts = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 1, max: 999 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(amounts, (all) => {
        const planned = all.map(([unit], n) => line(`L${n}`, { unitFen: String(unit) }));
        const chosen = all.map(([, quantity], n) => ({ code: `L${n}`, quantity }));
        const lines = linesToBill(planned, chosen, new Set(planned.map(({ code }) => code)));
        expect(totalOf(lines)).toBe(all.reduce((sum, [unit, quantity]) => sum + unit * BigInt(quantity), 0n));
      }),
    );
  });
});
