import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chinaDate } from '#lib/calendar';
import { type Answer, eventually } from '#lib/testing';
import { booksOf, paymentsOf, refundsOf } from './books.js';
import { passport } from './counter.js';
import { paying } from './provider.js';
import { FeesStand, type Found } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport);
});
afterAll(async () => stand.close());

interface Listed {
  items: { differenceId: string; kind: string; entryKey: string; hereFen: string; thereFen: string; version: number }[];
}

async function compare(day: string, as = 'cashier'): Promise<Answer> {
  const before = (await stand.rows('SELECT 1 FROM provider_statement WHERE day = ?', [day])).length;
  const answer = await stand.call('POST', '/statements', as, { day });
  if (answer.status !== 202) return answer;
  await eventually(async () => {
    const after = (await stand.rows('SELECT 1 FROM provider_statement WHERE day = ?', [day])).length;
    expect(after).toBe(before + 1);
  });
  return answer;
}

const differences = async (day: string): Promise<Listed['items']> =>
  (await stand.call<Listed>('GET', `/differences?day=${day}&limit=100`, 'auditor')).body.items;

/** Paid at the provider on a day, at noon in China, and heard of. */
async function paidOn(day: string): Promise<{ bill: Found; transactionId: string }> {
  const bill = await stand.billed();
  const [transactionId = ''] = await stand.pay(bill, { at: `${day}T04:00:00Z` });
  await stand.until(bill, 'settled');
  return { bill, transactionId };
}

describe('a day’s statement', () => {
  it('that agrees moves the money into the treasury, once however often it is compared', async () => {
    const day = '2026-03-02';
    const { bill } = await paidOn(day);
    for (let n = 0; n < 2; n += 1) expect((await compare(day)).status).toBe(202);
    expect(await differences(day)).toEqual([]);
    expect(await booksOf(stand, bill.billId)).toEqual({ treasury: 12000, revenue: -12000 });
    const seen = await stand.call<{ items: object[] }>('GET', `/statements?day=${day}`, 'auditor');
    expect(seen.body.items).toMatchObject([
      { lines: 1, matched: 1 },
      { lines: 1, matched: 1 },
    ]);
  });

  it('shows exactly what was planted: missing there, missing here, another amount, told twice', async () => {
    const day = '2026-03-03';
    const [fine, dropped, changed, doubled] = [
      await paidOn(day),
      await paidOn(day),
      await paidOn(day),
      await paidOn(day),
    ];
    const unheard = await stand.billed();
    const at = `${day}T05:00:00Z`;
    const stranger = {
      transactionId: 'P-stranger',
      kind: 'paid' as const,
      payCode: unheard.payCode,
      amountFen: '12000',
      at,
    };
    await stand.provider.plant(day, {
      drop: [dropped.transactionId],
      add: [stranger],
      change: { [changed.transactionId]: '11900' },
      double: [doubled.transactionId],
    });
    await compare(day);
    const found = await differences(day);
    expect(found.map(({ kind, entryKey, hereFen, thereFen }) => [kind, entryKey, hereFen, thereFen]).sort()).toEqual([
      ['amount-differs', `paid:${changed.transactionId}`, '12000', '11900'],
      ['missing-here', 'paid:P-stranger', null, '12000'],
      ['missing-there', `paid:${dropped.transactionId}`, '12000', null],
      ['twice', `paid:${doubled.transactionId}`, '12000', '12000'],
    ]);
    expect(await booksOf(stand, fine.bill.billId)).toMatchObject({ treasury: 12000 });
    expect(await booksOf(stand, dropped.bill.billId)).toMatchObject({ clearing: 12000 });
    expect(await booksOf(stand, changed.bill.billId)).toMatchObject({ clearing: 12000 });
    await compare(day);
    expect(await differences(day)).toHaveLength(4);
    await settleAll(found, unheard);
  });

  /** Each is settled once, with a reason; what only the statement knew of is recorded with it. */
  async function settleAll(found: Listed['items'], unheard: Found): Promise<void> {
    for (const { differenceId, version } of found) {
      const path = `/differences/${differenceId}/settle`;
      const settle = async (reason: string) =>
        stand.call('POST', path, 'cashier', { reason }, { 'if-match': `"${version}"` });
      expect((await settle('')).status).toBe(400);
      expect(await settle('已与支付机构核实')).toMatchObject({ status: 200, body: { state: 'settled' } });
      expect((await settle('再来一次')).body).toMatchObject({ code: 'difference.transition-refused' });
    }
    expect((await stand.bill(unheard.caseId)).state).toBe('settled');
    expect(await paymentsOf(stand, unheard.billId)).toBe(1);
  }

  it('holds refunds too, and finds one that nobody here asked for', async () => {
    const { bill, transactionId } = await paidOn('2026-03-04');
    await stand.heartbeat();
    await stand.hear(stand.withdrawn(bill.caseId));
    const [refund] = await stand.rows<{ id: string }>('SELECT refund_id id FROM refund WHERE bill_id = ?', [
      bill.billId,
    ]);
    await stand.call('POST', `/refunds/${refund?.id}/approve`, 'cashier-2', {}, { 'if-match': '"1"' });
    await eventually(async () => expect(await refundsOf(stand, bill.billId)).toMatchObject([{ state: 'refunded' }]));
    const today = chinaDate(new Date());
    const back = { kind: 'refunded' as const, payCode: bill.payCode, transactionId, amountFen: '1' };
    await stand.provider.plant(today, { add: [{ ...back, refundId: 'R0', at: new Date().toISOString() }] });
    await compare('2026-03-04');
    await compare(today);
    expect(await booksOf(stand, bill.billId)).toEqual({});
    const kinds = (await differences(today)).map(({ kind, entryKey }) => [kind, entryKey]);
    expect(kinds).toEqual([['missing-here', 'refunded:R0']]);
  });

  it('counts a payment to its day in China', async () => {
    const bill = await stand.billed();
    await stand.pay(bill, { at: '2026-03-05T16:30:00Z' });
    await stand.until(bill, 'settled');
    await compare('2026-03-05');
    expect(await booksOf(stand, bill.billId)).toMatchObject({ clearing: 12000 });
    await compare('2026-03-06');
    expect(await booksOf(stand, bill.billId)).toMatchObject({ treasury: 12000 });
  });
});

describe('comparing', () => {
  it('is a cashier’s of the region whose provider it is, for days that have come', async () => {
    expect(await compare('2026-03-02', 'auditor')).toMatchObject({ status: 403 });
    expect(await compare('2026-03-02', 'cashier-elsewhere')).toMatchObject({
      body: { code: 'authority.other-region' },
    });
    expect(await compare('2999-01-01')).toMatchObject({ status: 400, body: { code: 'reconciliation.day-ahead' } });
    expect(await compare('2026-02-30')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const foreign = await stand.call<Listed>('GET', '/differences', 'cashier-elsewhere');
    expect(foreign.body.items).toEqual([]);
  });

  it('happens by itself every night, for the day before, and the next night again', async () => {
    const sql = "SELECT due_at FROM due_timer WHERE kind = 'reconcile-every-day' ORDER BY timer_id DESC LIMIT 1";
    const [first] = await stand.rows<{ due_at: Date }>(sql);
    expect(first?.due_at.toISOString()).toMatch(/T18:00:00.000Z$/);
    const bill = await stand.billed();
    await stand.callBack(paying(bill.payCode, 12000n, { at: '2026-03-10T01:00:00Z' }));
    await stand.rows("UPDATE due_timer SET due_at = '2026-03-10 18:00:00' WHERE kind = 'reconcile-every-day'");
    await eventually(async () => {
      const found = await differences('2026-03-10');
      expect(found).toMatchObject([{ kind: 'missing-there', hereFen: '12000' }]);
      const compared = await stand.rows("SELECT 1 FROM provider_statement WHERE day = '2026-03-11'");
      expect(compared).toHaveLength(1);
    });
  });
});
