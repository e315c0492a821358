import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TimersWait1800000000000 } from '#lib/testing';
import { booksOf, paymentsOf, refundsOf, saidOf } from './books.js';
import { passport } from './counter.js';
import { paying } from './provider.js';
import { FeesStand } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start([TimersWait1800000000000]);
  await stand.publish(passport);
});
afterAll(async () => stand.close());

/** A slow machine needs its time. */
const patience = 300_000;

it(
  'a payment and a withdrawal at the same moment: never lost, posted once, owed back, a hundred times',
  async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const bill = await stand.billed();
      const callback = paying(bill.payCode, 12000n);
      const withdrawal = stand.withdrawn(bill.caseId);
      const payment = async (): Promise<number> => (await stand.callBack(callback)).status;
      // Who starts is told in turn; who comes first is up to them.
      const both = [payment, async () => stand.hear(withdrawal)];
      const [first, second] = round % 2 === 0 ? both : both.reverse();
      await Promise.all([first?.(), payment(), second?.()]);
      const { state } = await stand.bill(bill.caseId);
      seen.add(state);
      expect(['settled', 'void']).toContain(state);
      expect(await paymentsOf(stand, bill.billId)).toBe(1);
      expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'case-ended', fen: 12000, state: 'requested' }]);
      expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, 'refunds-payable': -12000 });
      const told = state === 'settled' ? 'FeeSettled' : 'BillWithdrawn';
      expect(await saidOf(stand, bill.billId)).toEqual(['BillIssued', told]);
      const late = await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [bill.billId]);
      expect(late).toEqual(state === 'void' ? [{ state: 'void' }] : []);
    }
    // A race that always ends alike is none.
    expect([...seen].sort()).toEqual(['settled', 'void']);
  },
  patience,
);

it(
  'a payment and a waiver at the same moment: one of them ends the bill, and surplus money goes back, thirty times',
  async () => {
    for (let round = 0; round < 30; round += 1) {
      await stand.heartbeat();
      const bill = await stand.billed();
      const waiver = { reasonClass: 'exempt', reason: '低保家庭免收', basis: '财税〔2016〕79号' };
      const path = `/bills/${bill.billId}/waive`;
      const [paid, waived] = await Promise.all([
        stand.callBack(paying(bill.payCode, 12000n)),
        stand.call('POST', path, 'cashier-2', waiver, { 'if-match': `"${bill.version}"` }),
      ]);
      expect(paid.status).toBe(200);
      const { state } = await stand.bill(bill.caseId);
      expect(waived.status).toBe(state === 'waived' ? 200 : 409);
      const books = await booksOf(stand, bill.billId);
      expect(books).toEqual({ clearing: 12000, [state === 'waived' ? 'refunds-payable' : 'revenue']: -12000 });
    }
  },
  patience,
);

it('a refund approved by two at the same moment is approved once', async () => {
  await stand.heartbeat();
  const bill = await stand.billed();
  await stand.callBack(paying(bill.payCode, 12001n));
  const [refund] = await stand.rows<{ id: string }>('SELECT refund_id id FROM refund WHERE bill_id = ?', [bill.billId]);
  const path = `/refunds/${refund?.id}/approve`;
  const answers = await Promise.all(
    ['cashier-2', 'cashier-3'].map(async (as) => stand.call('POST', path, as, {}, { 'if-match': '"1"' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const timers = "SELECT 1 FROM due_timer WHERE kind = 'pay-refund' AND subject_id = ?";
  expect(await stand.rows(timers, [refund?.id])).toHaveLength(1);
});

it('a refund approved and declined at the same moment is one of both, and the books follow', async () => {
  for (let round = 0; round < 20; round += 1) {
    await stand.heartbeat();
    const bill = await stand.billed();
    const callback = paying(bill.payCode, 12000n);
    await stand.callBack(callback);
    const wish = { transactionId: callback.transactionId, amountFen: '5000', reason: '多收一本' };
    const { refundId } = (await stand.call('POST', `/bills/${bill.billId}/refunds`, 'cashier-2', wish)).body;
    const [approved, declined] = await Promise.all([
      stand.approve(refundId, 'cashier-3'),
      stand.decline(refundId, 'cashier-3'),
    ]);
    expect([approved.status, declined.status].sort()).toEqual([200, 409]);
    const owed = approved.status === 200 ? { revenue: -7000, 'refunds-payable': -5000 } : { revenue: -12000 };
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, ...owed });
  }
}, 120_000);
