import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '#lib/testing';
import { booksOf, paymentsOf } from './books.js';
import { passport } from './counter.js';
import { paying } from './provider.js';
import { FeesStand, type Found } from './stand.js';

/*
 * A day is compared in the night after it. What is heard or corrected later must reach the treasury as well, and what was
 * found must not stay open when both sides agree.
 */

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport);
});
afterAll(async () => stand.close());

interface Listed {
  items: { differenceId: string; kind: string; entryKey: string; thereFen: string; state: string; version: number }[];
}

const compared = async (day: string): Promise<number> =>
  (await stand.rows('SELECT 1 FROM provider_statement WHERE day = ?', [day])).length;

async function compare(day: string): Promise<void> {
  const before = await compared(day);
  expect((await stand.call('POST', '/statements', 'cashier', { day })).status).toBe(202);
  await eventually(async () => expect(await compared(day)).toBe(before + 1));
}

const differences = async (day: string): Promise<Listed['items']> =>
  (await stand.call<Listed>('GET', `/differences?day=${day}&limit=100`, 'auditor')).body.items;

const shortly = async (day: string): Promise<string[]> =>
  (await differences(day)).map(({ kind, state, thereFen }) => `${kind} ${state} ${thereFen}`);

/** Comparisons of a day that wait for their time. */
const planned = async (day: string): Promise<string[]> => {
  const sql = `SELECT timer_id id FROM due_timer WHERE kind = 'reconcile-day' AND subject_id = ? AND state = 'waiting'`;
  return (await stand.rows<{ id: string }>(sql, [day])).map(({ id }) => id);
};

/** Paid at the provider on a day, at noon in China, without a word of it. */
async function paidUnheard(day: string): Promise<{ bill: Found; transactionId: string }> {
  await stand.provider.behave('silent');
  const bill = await stand.billed();
  const [transactionId = ''] = await stand.pay(bill, { at: `${day}T04:00:00Z` });
  return { bill, transactionId };
}

const told = (bill: Found, transactionId: string, day: string): ReturnType<typeof paying> =>
  paying(bill.payCode, 12000n, { transactionId, at: `${day}T04:00:00Z` });

async function fire(day: string): Promise<void> {
  const before = await compared(day);
  await stand.rows(`UPDATE due_timer SET due_at = '2020-01-01' WHERE timer_id IN (?)`, [await planned(day)]);
  await eventually(async () => expect(await compared(day)).toBe(before + 1));
}

it('money heard after its day was compared has the day compared again, and reaches the treasury', async () => {
  const day = '2026-04-01';
  const { bill, transactionId } = await paidUnheard(day);
  const other = await paidUnheard(day);
  await compare(day);
  expect(await shortly(day)).toEqual(['missing-here open 12000', 'missing-here open 12000']);
  await stand.callBack(told(bill, transactionId, day));
  await stand.callBack(told(other.bill, other.transactionId, day));
  // One look serves all that came together.
  expect(await planned(day)).toHaveLength(1);
  await fire(day);
  expect(await shortly(day)).toEqual(['missing-here agreed 12000', 'missing-here agreed 12000']);
  for (const { billId } of [bill, other.bill])
    expect(await booksOf(stand, billId)).toEqual({ treasury: 12000, revenue: -12000 });
});

it('money of today waits for the night', async () => {
  const bill = await stand.billed();
  const at = new Date().toISOString();
  await stand.callBack(paying(bill.payCode, 12000n, { at }));
  const [row] = await stand.rows<{ day: string }>('SELECT statement_day day FROM payment WHERE bill_id = ?', [
    bill.billId,
  ]);
  expect(await planned(row?.day ?? '')).toEqual([]);
});

it('money that a cashier takes over from the statement reaches the treasury, too', async () => {
  const day = '2026-04-02';
  const { bill } = await paidUnheard(day);
  await compare(day);
  const [found] = await differences(day);
  const path = `/differences/${found?.differenceId}/settle`;
  const settled = await stand.call('POST', path, 'cashier', { reason: '按对账单补记' }, { 'if-match': '"1"' });
  expect(settled.status).toBe(200);
  await fire(day);
  expect(await booksOf(stand, bill.billId)).toEqual({ treasury: 12000, revenue: -12000 });
  expect(await shortly(day)).toEqual(['missing-here settled 12000']);
});

it('a statement that is corrected changes what is open, and what agrees by now is closed until it differs again', async () => {
  const day = '2026-04-03';
  const { transactionId } = await paidUnheard(day);
  await stand.provider.plant(day, { change: { [transactionId]: '9000' } });
  await compare(day);
  await stand.provider.plant(day, { change: { [transactionId]: '13000' } });
  await compare(day);
  expect(await shortly(day)).toEqual(['missing-here open 13000']);
  await stand.provider.plant(day, { drop: [transactionId] });
  await compare(day);
  expect(await shortly(day)).toEqual(['missing-here agreed 13000']);
  await stand.provider.plant(day, {});
  await compare(day);
  expect(await shortly(day)).toEqual(['missing-here open 12000']);
  const [again] = await differences(day);
  const stale = await stand.call(
    'POST',
    `/differences/${again?.differenceId}/settle`,
    'cashier',
    { reason: '按对账单补记' },
    { 'if-match': '"1"' },
  );
  expect(stale).toMatchObject({ status: 412 });
});

it('money that is another bill’s at the provider does not agree, and the other payments of an inquiry are recorded', async () => {
  const day = '2026-04-04';
  const { bill: payer, transactionId } = await paidUnheard(day);
  const wrong = await stand.billed();
  await stand.callBack(told(wrong, transactionId, day));
  await stand.pay(payer, { at: `${day}T05:00:00Z` });
  await compare(day);
  expect((await shortly(day)).sort()).toEqual(['belongs-elsewhere open 12000', 'missing-here open 12000']);
  expect(await booksOf(stand, wrong.billId)).toEqual({ clearing: 12000, revenue: -12000 });
  await stand.rows(
    "UPDATE due_timer SET due_at = '2020-01-01', leased_until = NULL WHERE subject_id = ? AND kind = 'ask-after-bill'",
    [payer.billId],
  );
  await stand.until(payer, 'settled');
  expect(await paymentsOf(stand, payer.billId)).toBe(1);
});

it('a line nobody can read is shown, and stops no other', async () => {
  const day = '2026-04-05';
  const { bill, transactionId } = await paidUnheard(day);
  await stand.callBack(told(bill, transactionId, day));
  const line = {
    kind: 'paid' as const,
    transactionId: 'M1',
    payCode: 'merchant-code-of-24-chars',
    at: `${day}T05:00:00Z`,
  };
  await stand.provider.plant(day, { add: [{ ...line, amountFen: '120.00' }] });
  await compare(day);
  expect(await booksOf(stand, bill.billId)).toEqual({ treasury: 12000, revenue: -12000 });
  expect(await differences(day)).toMatchObject([
    { kind: 'unreadable', state: 'open', payCode: 'merchant-code-of-24-', hereFen: null, thereFen: null },
  ]);
  expect(await shortly(day)).toHaveLength(1);
  await compare(day);
  expect(await shortly(day)).toHaveLength(1);
});
