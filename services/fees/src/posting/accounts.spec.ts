import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { balancesOf, type Movement, paymentMovements } from './accounts.js';

const fen = fc.bigInt({ min: 1n, max: 10n ** 12n });
const owed = fc.bigInt({ min: 0n, max: 10n ** 12n });
const sum = (amounts: bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);

describe('a payment', () => {
  it.each([
    [12000n, 12000n, { clearing: 12000n, receivable: -12000n, 'refunds-payable': 0n }],
    [15000n, 12000n, { clearing: 15000n, receivable: -12000n, 'refunds-payable': -3000n }],
    [5000n, 12000n, { clearing: 5000n, receivable: -5000n, 'refunds-payable': 0n }],
    [12000n, 0n, { clearing: 12000n, receivable: 0n, 'refunds-payable': -12000n }],
  ])('of %s on %s owed', (amount, due, balances) => {
    expect(balancesOf(paymentMovements(amount, due))).toMatchObject(balances);
  });

  it('is posted whole, settles no more than is owed, and moves nothing empty', () => {
    fc.assert(
      fc.property(fen, owed, (amount, due) => {
        const movements = paymentMovements(amount, due);
        const { clearing, receivable } = balancesOf(movements);
        expect(clearing).toBe(amount);
        expect(-receivable <= due).toBe(true);
        expect(movements.every(({ amountFen }) => amountFen > 0n)).toBe(true);
      }),
    );
  });
});

describe('the books', () => {
  it('sum to nothing after any bills, payments, waivers and refunds', () => {
    const step = fc.oneof(
      fen.map((amountFen): Movement[] => [{ debit: 'receivable', credit: 'revenue', amountFen }]),
      fen.map((amountFen): Movement[] => [{ debit: 'revenue', credit: 'receivable', amountFen }]),
      fc.tuple(fen, owed).map(([amount, due]) => paymentMovements(amount, due)),
      fen.map((amountFen): Movement[] => [{ debit: 'refunds-payable', credit: 'clearing', amountFen }]),
      fen.map((amountFen): Movement[] => [{ debit: 'treasury', credit: 'clearing', amountFen }]),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        expect(sum(Object.values(balancesOf(steps.flat())))).toBe(0n);
      }),
    );
  });
});
