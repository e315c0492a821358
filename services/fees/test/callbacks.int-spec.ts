import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { booksOf, paymentsOf, refundsOf, saidOf } from './books.js';
import { passport, replacement } from './counter.js';
import { type Callback, paying } from './provider.js';
import { FeesStand, type Found } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport, replacement);
});
afterAll(async () => stand.close());
beforeEach(async () => {
  await stand.heartbeat();
  await stand.provider.behave('normal');
});

const stateOf = async ({ caseId }: Found): Promise<string> => (await stand.bill(caseId)).state;
const kept = async (callbackId: string): Promise<number> =>
  (await stand.rows('SELECT 1 FROM provider_callback WHERE callback_id = ?', [callbackId])).length;

async function lateFacts(billId: string): Promise<object[]> {
  return stand.rows('SELECT state, type FROM late_fact WHERE aggregate_id = ?', [billId]);
}

/** The day is over: the bill is asked after now. */
async function askNow({ billId }: Found): Promise<void> {
  await stand.rows(
    "UPDATE due_timer SET due_at = '2020-01-01', leased_until = NULL WHERE subject_id = ? AND kind = 'ask-after-bill'",
    [billId],
  );
}

describe('a callback that is not the provider’s', () => {
  it.each([
    ['forged', { secret: 'somebody else’s secret of enough length' }, 'callback.signature'],
    ['signed for another address', { signedAs: { path: '/other/callbacks' } }, 'callback.signature'],
    ['signed for another method', { signedAs: { method: 'PUT' } }, 'callback.signature'],
    ['altered after it was signed', { signedAs: { body: '{}' } }, 'callback.signature'],
    ['older than five minutes', { at: Date.now() - 5 * 60_000 - 1_000 }, 'callback.expired'],
    ['from the future', { at: Date.now() + 6 * 60_000 }, 'callback.expired'],
  ])('is refused: %s', async (_, change, code) => {
    const bill = await stand.billed();
    const callback = paying(bill.payCode, 12000n);
    expect(await stand.callBack(callback, change)).toMatchObject({ status: 401, body: { code } });
    expect([await stateOf(bill), await kept(callback.callbackId), await paymentsOf(stand, bill.billId)]).toEqual([
      'billed',
      0,
      0,
    ]);
  });

  it('is refused when it is malformed or about a pay code no bill has', async () => {
    const bill = await stand.billed();
    for (const change of [
      { amountFen: '-1' },
      { amountFen: '1e3' },
      { amountFen: '0' },
      { kind: 'given' },
      { payCode: '1' },
      { at: '2026-11-02T03:04:05' },
      { at: '2026-W45-1T03:04:05Z' },
    ]) {
      const answer = await stand.callBack({ ...paying(bill.payCode, 12000n), ...change });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    const stranger = paying('53012926999999999990', 12000n);
    expect(await stand.callBack(stranger)).toMatchObject({ status: 404, body: { code: 'pay-code.unknown' } });
    expect(await kept(stranger.callbackId)).toBe(0);
    expect(await stateOf(bill)).toBe('billed');
  });
});

describe('a callback', () => {
  it('again with the same content changes nothing, with other content is refused', async () => {
    const bill = await stand.billed();
    const callback = paying(bill.payCode, 12000n);
    for (let n = 0; n < 3; n += 1) expect((await stand.callBack(callback)).status).toBe(200);
    expect(await saidOf(stand, bill.billId)).toEqual(['BillIssued', 'FeeSettled']);
    const other = { ...callback, amountFen: '99900' };
    expect(await stand.callBack(other)).toMatchObject({ status: 422, body: { code: 'callback.altered' } });
    expect(await paymentsOf(stand, bill.billId)).toBe(1);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, revenue: -12000 });
  });

  it('under a new id about a known transaction posts nothing; with another amount or bill it is refused', async () => {
    const bill = await stand.billed();
    const callback = paying(bill.payCode, 12000n);
    await stand.callBack(callback);
    expect((await stand.callBack({ ...callback, callbackId: newId() })).status).toBe(200);
    const dearer = { ...callback, callbackId: newId(), amountFen: '24000' };
    expect(await stand.callBack(dearer)).toMatchObject({ status: 422, body: { code: 'payment.altered' } });
    const elsewhere = { ...callback, callbackId: newId(), payCode: (await stand.billed()).payCode };
    expect(await stand.callBack(elsewhere)).toMatchObject({ status: 422, body: { code: 'payment.altered' } });
    expect([await paymentsOf(stand, bill.billId), await kept(dearer.callbackId)]).toEqual([1, 0]);
  });

  it('told twice at the same moment posts once', async () => {
    const bill = await stand.billed();
    const callback = paying(bill.payCode, 12000n);
    const answers = await Promise.all([1, 2, 3, 4].map(async () => stand.callBack(callback)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, revenue: -12000 });
  });

  it('about a failed try settles nothing before, and undoes nothing after', async () => {
    const bill = await stand.billed();
    const failed: Callback = { ...paying(bill.payCode, 12000n), kind: 'failed' };
    expect((await stand.callBack(failed)).status).toBe(200);
    expect(await stateOf(bill)).toBe('billed');
    await stand.callBack(paying(bill.payCode, 12000n));
    expect((await stand.callBack({ ...failed, callbackId: newId() })).status).toBe(200);
    expect(await stateOf(bill)).toBe('settled');
  });

  it('about a refund nobody here asked for is kept, and the payment that follows is recorded', async () => {
    const bill = await stand.billed();
    const payment = paying(bill.payCode, 12000n);
    const back = { ...payment, callbackId: newId(), kind: 'refunded', refundId: 'R-of-the-provider' };
    expect((await stand.callBack(back)).status).toBe(200);
    expect([await kept(back.callbackId), await stateOf(bill)]).toEqual([1, 'billed']);
    await stand.callBack(payment);
    expect(await stateOf(bill)).toBe('settled');
    expect(await refundsOf(stand, bill.billId)).toEqual([]);
  });
});

describe('the provider', () => {
  it('sends everything twice and last first: failed, then paid, and the bill is settled once', async () => {
    const bill = await stand.billed();
    await stand.provider.behave('held');
    await stand.pay(bill, { failFirst: true });
    await stand.provider.behave('normal');
    await stand.until(bill, 'settled');
    await eventually(async () => {
      const told = 'SELECT kind FROM provider_callback WHERE body LIKE ? ORDER BY received_at, kind DESC';
      const kinds = await stand.rows(told, [`%${bill.payCode}%`]);
      expect(kinds).toEqual([{ kind: 'paid' }, { kind: 'failed' }]);
    });
    expect(await saidOf(stand, bill.billId)).toEqual(['BillIssued', 'FeeSettled']);
  });

  it('tells of a refund before its payment: both end as if told in order', async () => {
    const bill = await stand.billed();
    const [transactionId = ''] = await stand.pay(bill);
    await stand.until(bill, 'settled');
    await stand.hear(stand.withdrawn(bill.caseId));
    const [refund] = await stand.rows<{ id: string }>('SELECT refund_id id FROM refund WHERE bill_id = ?', [
      bill.billId,
    ]);
    await stand.provider.behave('silent');
    await stand.call('POST', `/refunds/${refund?.id}/approve`, 'cashier-2', {}, { 'if-match': '"1"' });
    const back = { ...paying(bill.payCode, 12000n), kind: 'refunded', transactionId, refundId: refund?.id };
    expect((await stand.callBack(back)).status).toBe(200);
    expect((await stand.callBack(paying(bill.payCode, 12000n, { transactionId }))).status).toBe(200);
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'case-ended', fen: 12000, state: 'refunded' }]);
    expect(await booksOf(stand, bill.billId)).toEqual({});
    expect(await saidOf(stand, refund?.id ?? '')).toEqual(['FeeRefunded']);
  });

  it('that is down is told of the bill again, and of the refund', async () => {
    await stand.provider.behave('down');
    const bill = await stand.billed();
    await eventually(async () => {
      const sql = "SELECT attempts > 0 tried FROM due_timer WHERE subject_id = ? AND kind = 'create-order'";
      expect(await stand.rows(sql, [bill.billId])).toEqual([{ tried: 1 }]);
    });
    await stand.provider.behave('normal');
    await stand.pay(bill, { times: 2 });
    await eventually(async () => expect(await paymentsOf(stand, bill.billId)).toBe(2));
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'paid-twice', fen: 12000, state: 'requested' }]);
  });

  it('that tells nobody is asked after the bill, whatever was paid', async () => {
    await stand.provider.behave('silent');
    const bill = await stand.billed();
    await stand.pay(bill, { amountFen: '13000' });
    expect(await stateOf(bill)).toBe('billed');
    await askNow(bill);
    await stand.until(bill, 'settled');
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'overpaid', fen: 1000, state: 'requested' }]);
    const heard = await stand.rows('SELECT heard_by FROM payment WHERE bill_id = ?', [bill.billId]);
    expect(heard).toEqual([{ heard_by: 'inquiry' }]);
  });

  it('is asked again the next day while nothing was paid', async () => {
    const bill = await stand.billed();
    await askNow(bill);
    await eventually(async () => {
      const sql = "SELECT state FROM due_timer WHERE subject_id = ? AND kind = 'ask-after-bill' ORDER BY timer_id";
      expect(await stand.rows(sql, [bill.billId])).toEqual([{ state: 'fired' }, { state: 'waiting' }]);
    });
  });
});

describe('money that does not fit', () => {
  it('too little waits for the rest', async () => {
    const bill = await stand.billed();
    await stand.callBack(paying(bill.payCode, 5000n));
    expect([await stateOf(bill), await booksOf(stand, bill.billId)]).toEqual([
      'billed',
      { clearing: 5000, receivable: 7000, revenue: -12000 },
    ]);
    await stand.callBack(paying(bill.payCode, 8000n));
    expect(await stateOf(bill)).toBe('settled');
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'overpaid', fen: 1000, state: 'requested' }]);
  });

  it('too much settles and opens a refund of the rest', async () => {
    const bill = await stand.billed();
    await stand.callBack(paying(bill.payCode, 20000n));
    expect(await stateOf(bill)).toBe('settled');
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'overpaid', fen: 8000, state: 'requested' }]);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 20000, 'refunds-payable': -8000, revenue: -12000 });
  });

  it('paid after the case ended is a late fact with a refund', async () => {
    const bill = await stand.billed();
    await stand.hear(stand.withdrawn(bill.caseId));
    expect((await stand.callBack(paying(bill.payCode, 12000n))).status).toBe(200);
    expect(await stateOf(bill)).toBe('void');
    expect(await lateFacts(bill.billId)).toEqual([{ state: 'void', type: 'payment' }]);
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'case-ended', fen: 12000, state: 'requested' }]);
  });

  it('paid after a waiver, in part before it, goes back whole', async () => {
    const bill = await stand.billed();
    await stand.callBack(paying(bill.payCode, 5000n));
    const waiver = { reasonClass: 'exempt', reason: '残疾人免收', basis: '财综〔2012〕1号' };
    const path = `/bills/${bill.billId}/waive`;
    expect((await stand.call('POST', path, 'cashier-2', waiver, { 'if-match': `"${bill.version}"` })).status).toBe(200);
    await stand.callBack(paying(bill.payCode, 12000n));
    expect(await lateFacts(bill.billId)).toEqual([{ state: 'waived', type: 'payment' }]);
    expect(await refundsOf(stand, bill.billId)).toHaveLength(2);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 17000, 'refunds-payable': -17000 });
  });
});
