import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { booksOf, refundsOf } from './books.js';
import { passport } from './counter.js';
import { paying } from './provider.js';
import { FeesStand, type Found } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport);
  await stand.provider.behave('silent');
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

async function settled(): Promise<{ bill: Found; transactionId: string }> {
  const bill = await stand.billed();
  const callback = paying(bill.payCode, 12000n);
  await stand.callBack(callback);
  return { bill, transactionId: callback.transactionId ?? '' };
}

const ask = async ({ billId }: Found, body: object, as = 'cashier-2') =>
  stand.call('POST', `/bills/${billId}/refunds`, as, body);

/** A settled bill of which a cashier wants 5,000 fen to go back. */
async function asked(): Promise<{ bill: Found; refundId: unknown; wish: { transactionId: string } }> {
  const { bill, transactionId } = await settled();
  const wish = { transactionId, amountFen: '5000', reason: '多收一本' };
  return { bill, refundId: (await ask(bill, wish)).body['refundId'], wish };
}

it('is asked for by one and approved by another, never by the biller, never for more than was paid', async () => {
  const { bill, transactionId } = await settled();
  const wish = { transactionId, amountFen: '5000', reason: '多收一本' };
  expect((await ask(bill, { ...wish, amountFen: '12001' })).body).toMatchObject({ code: 'refund.too-much' });
  expect((await ask(bill, { ...wish, transactionId: 'T0' })).body).toMatchObject({ code: 'payment.unknown' });
  const answer = await ask(bill, wish);
  expect(answer).toMatchObject({ status: 201, body: { state: 'requested', amountFen: '5000' } });
  expect((await ask(bill, wish)).body).toMatchObject({ code: 'refund.exists' });
  const refundId = answer.body['refundId'];
  for (const as of ['cashier-2', 'cashier']) {
    expect(await stand.approve(refundId, as)).toMatchObject({ status: 403, body: { code: 'authority.same-person' } });
  }
  expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, revenue: -7000, 'refunds-payable': -5000 });
});

it('is asked for once the bill is settled', async () => {
  const bill = await stand.billed();
  const callback = paying(bill.payCode, 5000n);
  await stand.callBack(callback);
  const wish = { transactionId: callback.transactionId, amountFen: '1000', reason: '多收一本' };
  expect(await ask(bill, wish)).toMatchObject({ status: 409, body: { code: 'refund.bill-not-settled' } });
  expect(await refundsOf(stand, bill.billId)).toEqual([]);
});

it('is declined with a reason by whoever may approve it, and may be asked for again', async () => {
  const { bill, refundId, wish } = await asked();
  for (const as of ['cashier-2', 'cashier']) {
    expect(await stand.decline(refundId, as)).toMatchObject({ status: 403, body: { code: 'authority.same-person' } });
  }
  expect(await stand.decline(refundId, 'clerk')).toMatchObject({ body: { code: 'authority.role-missing' } });
  expect(await stand.decline(refundId, 'cashier-elsewhere')).toMatchObject({ body: { code: 'refund.not-found' } });
  expect((await stand.decline(refundId, 'cashier-3', 1, '')).body).toMatchObject({
    code: 'request.invalid',
    errors: [{ field: 'reason' }],
  });
  expect(await stand.decline(refundId, 'cashier-3', 7)).toMatchObject({ status: 412 });
  const declined = { state: 'declined', version: 2, declineReason: '所购本数无误' };
  expect(await stand.decline(refundId, 'cashier-3')).toMatchObject({ status: 200, body: declined });
  expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, revenue: -12000 });
  for (const again of [stand.approve(refundId, 'cashier-3', 2), stand.decline(refundId, 'cashier-3', 2)]) {
    expect(await again).toMatchObject({ status: 409, body: { code: 'refund.transition-refused' } });
  }
  const listed = await stand.call<{ items: object[] }>('GET', '/refunds?state=declined', 'auditor');
  expect(listed.body.items).toEqual([expect.objectContaining(declined)]);
  expect(await ask(bill, wish)).toMatchObject({ status: 201 });
  expect(await ask(bill, wish)).toMatchObject({ body: { code: 'refund.exists' } });
});

it('is not declined when the money is owed', async () => {
  const bill = await stand.billed();
  await stand.callBack(paying(bill.payCode, 12001n));
  const [surplus] = await stand.rows<{ id: string }>('SELECT refund_id id FROM refund WHERE bill_id = ?', [
    bill.billId,
  ]);
  expect(await stand.decline(surplus?.id, 'cashier-2')).toMatchObject({ status: 409, body: { code: 'refund.owed' } });
  expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'overpaid', fen: 1, state: 'requested' }]);
});

it('that nobody judged before the case ended is owed with the rest', async () => {
  const { bill, refundId } = await asked();
  await stand.hear(stand.withdrawn(bill.caseId));
  expect(await refundsOf(stand, bill.billId)).toEqual([
    { reason: 'asked', fen: 5000, state: 'declined' },
    { reason: 'case-ended', fen: 12000, state: 'requested' },
  ]);
  expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, 'refunds-payable': -12000 });
  expect(await stand.decline(refundId, 'cashier-3', 2)).toMatchObject({ status: 409 });
  const why = 'SELECT decline_reason why FROM refund WHERE refund_id = ?';
  expect(await stand.rows(why, [refundId])).toEqual([{ why: '缴款应全额退还,已另开退费单。' }]);
});

it('of a part that went back does not keep the rest from being asked for', async () => {
  const { bill, refundId, wish } = await asked();
  expect((await stand.approve(refundId, 'cashier-3')).status).toBe(200);
  expect((await ask(bill, wish)).body).toMatchObject({ code: 'refund.exists' });
  const { transactionId } = wish;
  await stand.callBack(paying(bill.payCode, 5000n, { kind: 'refunded', transactionId, refundId: String(refundId) }));
  expect(await refundsOf(stand, bill.billId)).toMatchObject([{ state: 'refunded' }]);
  expect(await ask(bill, { ...wish, amountFen: '7001' })).toMatchObject({ body: { code: 'refund.too-much' } });
  expect(await ask(bill, { ...wish, amountFen: '7000' })).toMatchObject({ status: 201 });
});
