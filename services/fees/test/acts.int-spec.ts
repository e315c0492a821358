import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BillIssuedSchema, FeeSettledSchema } from '#lib/contracts';
import { checkPayCode } from '#lib/identifiers';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { booksOf, eventOf, paymentsOf, refundIdsOf, refundsOf, saidOf } from './books.js';
import { examination, groundless, passport, replacement } from './counter.js';
import { FeesStand, type Found } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
  await stand.publish(passport, replacement, examination, groundless);
});
afterAll(async () => stand.close());
beforeEach(async () => {
  await stand.heartbeat();
  await stand.provider.behave('normal');
});

const exempt = { reasonClass: 'exempt', reason: '低保家庭免收', basis: '财税〔2016〕79号第三条' };
const inapplicable = { reasonClass: 'not-applicable', reason: '期满换领以外的情形', basis: '收费目录' };

describe('planning', () => {
  it('plans a bill for each timing, and none for a free case', async () => {
    const caseId = newId();
    await stand.hear(stand.accepted(caseId, [passport, examination]));
    expect((await stand.bills(caseId)).map(({ timing, state }) => [timing, state])).toEqual([
      ['before-decision', 'unbilled'],
      ['before-result', 'unbilled'],
    ]);
    const free = newId();
    await stand.hear(stand.accepted(free, []), stand.withdrawn(free));
    expect(await stand.bills(free)).toEqual([]);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });
});

describe('a bill', () => {
  it('is issued, paid at the provider, settled with a numbered sealed receipt', async () => {
    const bill = await stand.planned();
    const issued = await stand.issue(bill);
    expect(issued).toMatchObject({ status: 200, body: { state: 'billed', version: 2, amountFen: '12000' } });
    expect(issued.body['billNumber']).toMatch(/^示范政务缴〔\d{4}〕\d{5}号$/);
    expect(checkPayCode(String(issued.body['payCode']))).toMatchObject({ valid: true });
    const said = fromBinary(BillIssuedSchema, await eventOf(stand, bill.billId, 'BillIssued'));
    expect(said).toMatchObject({ amountFen: 12000n, timing: 'before-result', lines: [{ code: 'F1' }] });
    const [transactionId] = await stand.pay(await stand.bill(bill.caseId));
    await stand.until(bill, 'settled');
    const settled = fromBinary(FeeSettledSchema, await eventOf(stand, bill.billId, 'FeeSettled'));
    expect(settled).toMatchObject({ amountFen: 12000n, paymentId: transactionId });
    expect(settled.receiptNumber).toMatch(/^530101\d{2}-\d{10}$/);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, revenue: -12000 });
    expect(await paymentsOf(stand, bill.billId)).toBe(1);
    await eventually(async () => {
      const { body } = await stand.call<{ documents: { documentId: string; kind: string; state: string }[] }>(
        'GET',
        `/bills/${bill.billId}`,
        'cashier',
      );
      expect(body.documents.map(({ kind, state }) => [kind, state]).sort()).toEqual([
        ['bill', 'sealed'],
        ['receipt', 'sealed'],
      ]);
      const receipt = body.documents.find(({ kind }) => kind === 'receipt');
      const path = `/bills/${bill.billId}/documents/${receipt?.documentId}/file`;
      const file = await stand.call('GET', path, 'auditor');
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    });
  });

  it('takes conditional lines as the cashier chooses, with their quantity', async () => {
    const bill = await stand.planned([passport, replacement]);
    const issued = await stand.issue(bill, [{ code: 'F2', quantity: 3 }]);
    expect(issued.body).toMatchObject({ amountFen: '24000' });
    const lines = 'SELECT code, quantity, amount_fen fen FROM bill_line WHERE bill_id = ? ORDER BY code';
    expect(await stand.rows(lines, [bill.billId])).toEqual([
      { code: 'F1', quantity: 1, fen: '12000' },
      { code: 'F2', quantity: 3, fen: '12000' },
    ]);
  });

  it('refuses what may not be charged', async () => {
    const refusals: [Found, object[], string][] = [
      [await stand.planned([groundless]), [], 'fee.basis-missing'],
      [await stand.planned([{ ...passport, code: 'OLD' }]), [], 'fee.expired'],
      [await stand.planned([replacement]), [], 'bill.nothing-to-pay'],
      [await stand.planned(), [{ code: 'ELSE', quantity: 1 }], 'bill.line-unknown'],
      [await stand.planned(), [{ code: 'F1', quantity: 0 }], 'request.invalid'],
    ];
    for (const [bill, lines, code] of refusals) {
      expect((await stand.issue(bill, lines)).body).toMatchObject({ code });
      expect(await stand.bill(bill.caseId)).toMatchObject({ state: 'unbilled', version: 1 });
    }
  });

  it('refuses a charge that was abolished after the case was accepted', async () => {
    const bill = await stand.planned();
    await stand.publish(replacement, examination, groundless);
    expect((await stand.issue(bill)).body).toMatchObject({ code: 'fee.expired' });
    expect((await stand.waive(bill, inapplicable, 'cashier')).status).toBe(200);
    await stand.publish(passport, replacement, examination, groundless);
  });

  it('leaves an abolished charge out and takes the others, for the bill and for a waiver', async () => {
    const abolished = { ...passport, code: 'OLD' };
    const bill = await stand.planned([abolished, passport]);
    expect((await stand.issue(bill, [{ code: 'OLD', quantity: 1 }])).body).toMatchObject({ code: 'fee.expired' });
    expect((await stand.waive(bill, inapplicable)).body).toMatchObject({ code: 'waiver.line-applies' });
    expect((await stand.issue(bill)).body).toMatchObject({ state: 'billed', amountFen: '12000' });
  });

  it('keeps a basis as long as the catalogue allows', async () => {
    const basis = '财税〔2016〕79号、'.repeat(46).slice(0, 500);
    const bill = await stand.planned([{ ...passport, basis }]);
    expect((await stand.issue(bill)).status).toBe(200);
    const rows = 'SELECT CHAR_LENGTH(basis) length FROM bill_line WHERE bill_id = ?';
    expect(await stand.rows(rows, [bill.billId])).toEqual([{ length: 500 }]);
  });

  it('waits for the fee list of the version the case was accepted under', async () => {
    const caseId = newId();
    await stand.hear(stand.accepted(caseId, [passport], 1_000));
    const early = await stand.issue(await stand.bill(caseId));
    expect(early).toMatchObject({ status: 503, body: { code: 'fee.schedule-unheard' } });
  });

  it('is issued once, by a cashier of the region, at the version seen', async () => {
    const bill = await stand.planned();
    expect(await stand.issue(bill, [], 'clerk')).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
    expect(await stand.issue(bill, [], 'cashier-elsewhere')).toMatchObject({
      status: 404,
      body: { code: 'bill.not-found' },
    });
    expect(await stand.issue({ ...bill, version: 9 })).toMatchObject({
      status: 412,
      body: { code: 'bill.stale-version' },
    });
    expect((await stand.issue(bill)).status).toBe(200);
    const again = await stand.issue(await stand.bill(bill.caseId));
    expect(again).toMatchObject({ status: 409, body: { code: 'bill.transition-refused' } });
  });

  it('is shown to whoever has to pay it, and to nobody else', async () => {
    const bill = await stand.billed();
    const own = await stand.token('citizen', { kind: 'citizen', person_index: `index-of-${bill.caseId}` });
    const other = await stand.token('citizen-2', { kind: 'citizen', person_index: 'index-of-another' });
    const { body } = await stand.call<{ items: { billId: string }[] }>('GET', '/bills', own);
    expect(body.items.map(({ billId }) => billId)).toEqual([bill.billId]);
    expect((await stand.call('GET', `/bills/${bill.billId}`, own)).body).toMatchObject({ payCode: bill.payCode });
    expect((await stand.call<{ items: object[] }>('GET', '/bills', other)).body.items).toEqual([]);
    expect(await stand.call('GET', `/bills/${bill.billId}`, other)).toMatchObject({ status: 404 });
    expect(await stand.call('GET', `/bills/${bill.billId}`, 'clerk')).toMatchObject({ status: 403 });
  });
});

describe('a waiver', () => {
  it('of a billed fee is not the biller’s, needs identity to be heard, and settles nothing', async () => {
    const bill = await stand.billed();
    expect(await stand.waive(bill, exempt, 'cashier')).toMatchObject({
      status: 403,
      body: { code: 'authority.same-person' },
    });
    await stand.heartbeat(new Date(Date.now() - 61_000));
    expect(await stand.waive(bill, exempt)).toMatchObject({ status: 503, body: { code: 'authority.stale' } });
    await stand.heartbeat();
    expect((await stand.waive(bill, { ...exempt, basis: '' })).status).toBe(400);
    expect(await stand.waive(bill, exempt)).toMatchObject({ status: 200, body: { state: 'waived' } });
    expect(await saidOf(stand, bill.billId)).toEqual(['BillIssued', 'FeeWaived']);
    expect(await booksOf(stand, bill.billId)).toEqual({});
  });

  it('finds lines with conditions not applicable without a bill; others are billed first', async () => {
    const conditional = await stand.planned([replacement]);
    expect((await stand.waive(conditional, exempt)).body).toMatchObject({ code: 'waiver.bill-first' });
    expect((await stand.waive(conditional, inapplicable, 'cashier')).status).toBe(200);
    expect(await saidOf(stand, conditional.billId)).toEqual(['FeeWaived']);
    const fixed = await stand.planned([passport, replacement]);
    expect((await stand.waive(fixed, inapplicable)).body).toMatchObject({ code: 'waiver.line-applies' });
    const basisless = await stand.planned([groundless]);
    expect((await stand.waive(basisless, inapplicable)).status).toBe(200);
  });
});

describe('the end of a case', () => {
  it.each(['withdrawn', 'lapsed'] as const)('%s makes unpaid bills void', async (how) => {
    const caseId = newId();
    await stand.hear(stand.accepted(caseId, [passport, examination]));
    const [first] = await stand.bills(caseId);
    if (first !== undefined) await stand.issue(first);
    await stand.hear(stand[how](caseId));
    const bills = await stand.bills(caseId);
    expect(bills.map(({ state }) => state)).toEqual(['void', 'void']);
    for (const { billId } of bills) expect(await booksOf(stand, billId)).toEqual({});
    expect(await saidOf(stand, first?.billId ?? '')).toEqual(['BillIssued', 'BillWithdrawn']);
  });

  it('a denial makes bills for the result void and leaves what the examination cost; an approval ends nothing', async () => {
    const denied = newId();
    const approved = newId();
    for (const caseId of [denied, approved]) await stand.hear(stand.accepted(caseId, [passport, examination]));
    await stand.hear(stand.decided(denied, 'denied'), stand.decided(approved, 'approved'));
    expect((await stand.bills(denied)).map(({ state }) => state)).toEqual(['unbilled', 'void']);
    expect((await stand.bills(approved)).map(({ state }) => state)).toEqual(['unbilled', 'unbilled']);
  });

  it('sends back what was paid, once somebody else than the biller approves', async () => {
    const bill = await stand.billed();
    await stand.pay(bill);
    await stand.until(bill, 'settled');
    await stand.hear(stand.withdrawn(bill.caseId));
    expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'case-ended', fen: 12000, state: 'requested' }]);
    expect(await booksOf(stand, bill.billId)).toEqual({ clearing: 12000, 'refunds-payable': -12000 });
    const [refundId] = await refundIdsOf(stand, bill.billId);
    const { body } = await stand.call<{ items: { refundId: string }[] }>('GET', '/refunds?state=requested', 'cashier');
    expect(body.items.map((one) => one.refundId)).toContain(refundId);
    expect(await stand.approve(refundId, 'cashier')).toMatchObject({
      status: 403,
      body: { code: 'authority.same-person' },
    });
    expect(await stand.approve(refundId, 'cashier-2', 7)).toMatchObject({ status: 412 });
    expect(await stand.approve(refundId, 'cashier-2')).toMatchObject({ status: 200, body: { state: 'approved' } });
    await eventually(async () =>
      expect(await refundsOf(stand, bill.billId)).toEqual([{ reason: 'case-ended', fen: 12000, state: 'refunded' }]),
    );
    expect(await booksOf(stand, bill.billId)).toEqual({});
    expect(await saidOf(stand, refundId ?? '')).toEqual(['FeeRefunded']);
  });
});
