import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { booksOf, refundIdsOf } from './books.js';
import { passport } from './counter.js';
import { type Callback, paying } from './provider.js';
import { FeesStand, type Found } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport);
  await stand.provider.behave('silent');
});
afterAll(async () => stand.close());

/** What may happen to a bill, from whichever side. */
type Happening = { kind: 'pay'; fen: number } | { kind: 'again' | 'withdraw' | 'waive' | 'ask' | 'decline' | 'refund' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(12000, 5000, 7000, 1, 30000).map((fen) => ({ kind: 'pay' as const, fen })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('again', 'withdraw', 'waive', 'ask', 'decline', 'refund').map((kind) => ({ kind })),
  },
);

async function approveAll({ billId }: Found): Promise<void> {
  const open = await stand.rows<{ id: string; payCode: string; transactionId: string; fen: string }>(
    `SELECT r.refund_id id, b.pay_code payCode, r.transaction_id transactionId, r.amount_fen fen
       FROM refund r JOIN bill b ON b.bill_id = r.bill_id WHERE r.bill_id = ? AND r.state = 'requested'`,
    [billId],
  );
  for (const { id: refundId, payCode, transactionId, fen } of open) {
    await stand.call('POST', `/refunds/${refundId}/approve`, 'cashier-3', {}, { 'if-match': '"1"' });
    await stand.callBack(paying(payCode, BigInt(fen), { kind: 'refunded', transactionId, refundId }));
  }
}

/** A cashier asks that half of the first payment go back; the bill decides whether that may be. */
async function ask({ billId }: Found, [first]: Callback[]): Promise<void> {
  if (first === undefined) return;
  const half = (BigInt(first.amountFen ?? 0) + 1n) / 2n;
  const wish = { transactionId: first.transactionId, amountFen: String(half), reason: '多收一本' };
  await stand.call('POST', `/bills/${billId}/refunds`, 'cashier-2', wish);
}

/** Declines whatever of a bill's refunds may be declined. */
async function declineAll({ billId }: Found): Promise<void> {
  for (const refundId of await refundIdsOf(stand, billId)) await stand.decline(refundId, 'cashier-3');
}

async function happen(bill: Found, one: Happening, told: Callback[]): Promise<void> {
  if (one.kind === 'pay') {
    const callback = paying(bill.payCode, BigInt(one.fen));
    told.push(callback);
    await stand.callBack(callback);
  }
  if (one.kind === 'again' && told[0] !== undefined) await stand.callBack(told[0]);
  if (one.kind === 'withdraw') await stand.hear(stand.withdrawn(bill.caseId));
  if (one.kind === 'ask') await ask(bill, told);
  if (one.kind === 'decline') await declineAll(bill);
  if (one.kind === 'refund') await approveAll(bill);
  if (one.kind !== 'waive') return;
  const { version } = await stand.bill(bill.caseId);
  const waiver = { reasonClass: 'exempt', reason: '低保家庭免收', basis: '财税〔2016〕79号' };
  await stand.call('POST', `/bills/${bill.billId}/waive`, 'cashier-2', waiver, { 'if-match': `"${version}"` });
}

async function sumOf(sql: string, billId: string): Promise<number> {
  const [row] = await stand.rows<{ fen: string | null }>(sql, [billId]);
  return Number(row?.fen ?? 0);
}

it('keeps its books whatever happens to a bill in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 7 }), async (happenings) => {
      await stand.heartbeat();
      const bill = await stand.billed();
      const told: Callback[] = [];
      for (const one of happenings) await happen(bill, one, told);
      const { state } = await stand.bill(bill.caseId);
      const books = await booksOf(stand, bill.billId);
      const of = (account: string): number => books[account] ?? 0;
      const paid = await sumOf('SELECT SUM(amount_fen) fen FROM payment WHERE bill_id = ?', bill.billId);
      const refunds = 'SELECT SUM(amount_fen) fen FROM refund WHERE bill_id = ?';
      const back = await sumOf(`${refunds} AND state = 'refunded'`, bill.billId);
      const owedBack = await sumOf(`${refunds} AND state NOT IN ('refunded', 'declined')`, bill.billId);
      // Nothing appears or vanishes; what came and has not gone back is with the provider; what is owed back is known.
      expect(Object.values(books).reduce((sum, fen) => sum + fen, 0)).toBe(0);
      expect(paid).toBe(told.reduce((sum, { amountFen }) => sum + Number(amountFen), 0));
      expect(of('clearing')).toBe(paid - back);
      expect(0 - of('refunds-payable')).toBe(owedBack);
      // Income is what was paid and goes to nobody else, and while the bill stands, what is still to be paid.
      expect(0 - of('revenue')).toBe(paid - back - owedBack + of('receivable'));
      if (state === 'settled') expect(of('receivable')).toBe(0);
      if (state === 'billed') expect(0 - of('revenue')).toBe(12000);
      if (state === 'waived' || state === 'void') expect([of('receivable'), of('revenue')]).toEqual([0, 0]);
      const receipts = await stand.rows('SELECT 1 FROM receipt WHERE bill_id = ?', [bill.billId]);
      expect(receipts.length).toBe(state === 'settled' ? 1 : 0);
    }),
    { numRuns: 25 },
  );
}, 300_000);

it.each([
  ['moves nothing', "('x:1', 'clearing', 'revenue', 0, 'b', 'c', 'r', NOW())", 'CONSTRAINT'],
  ['moves less than nothing', "('x:2', 'clearing', 'revenue', -5, 'b', 'c', 'r', NOW())", 'CONSTRAINT'],
  ['stays where it is', "('x:3', 'clearing', 'clearing', 5, 'b', 'c', 'r', NOW())", 'CONSTRAINT'],
  ['names no account', "('x:4', 'pocket', 'clearing', 5, 'b', 'c', 'r', NOW())", 'CONSTRAINT'],
])('the database refuses an entry that %s', async (_, values, error) => {
  await expect(stand.rows(`INSERT INTO posting VALUES ${values}`)).rejects.toThrow(error);
});

it('the database refuses to change or take away an entry, also to the service itself', async () => {
  await expect(stand.rows('UPDATE posting SET amount_fen = 1')).rejects.toThrow(/denied/);
  await expect(stand.rows('DELETE FROM posting')).rejects.toThrow(/denied/);
});
