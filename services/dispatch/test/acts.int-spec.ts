import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ResultDeliveredSchema, ResultReleasedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, eventually } from '#lib/testing';
import { applicant, hall, signature } from './office.js';
import { DispatchStand, type Order } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

const match = (version: number) => ({ 'if-match': `"${version}"` });
const receiver = { receivedBy: applicant.name, idNumber: applicant.idNumber, signature };
const stranger = { receivedBy: '王五', idNumber: '530129198503033456', signature };

async function handOver(
  { orderId, version }: Order,
  body: object = receiver,
  as = 'clerk',
  headers: Record<string, string> = {},
): Promise<Answer> {
  return stand.call('POST', `/orders/${orderId}/hand-over`, as, body, { ...match(version), ...headers });
}

/** Nothing of a hand-over is there: it was refused as a whole. */
async function expectUntouched(order: Order): Promise<void> {
  expect(await stand.order(order.caseId)).toEqual(order);
  expect(await stand.rows('SELECT at FROM hand_over WHERE order_id = ?', [order.orderId])).toEqual([]);
  expect(await stand.rows('SELECT number FROM sealed_document WHERE subject_id = ?', [order.orderId])).toEqual([]);
  expect((await stand.eventsOf(order.orderId)).map(({ type }) => type)).toEqual([
    'yichuang.dispatch.v1.ResultReleased',
  ]);
}

describe('opening on a decision', () => {
  it('holds an approved result until its certificate is sealed, and tells the applicant once', async () => {
    const caseId = newId();
    // The longest that can be published: the order and the message keep it whole.
    const itemName = '名'.repeat(200);
    await stand.hear(stand.decided(caseId, { itemName }));
    const held = await stand.order(caseId);
    expect(held).toMatchObject({ state: 'held', version: 1 });
    const shown = await stand.call('GET', `/orders/${held.orderId}`, 'clerk');
    expect(shown).toMatchObject({ status: 200, body: { state: 'held', holds: [{ kind: 'certificate', ref: '' }] } });
    expect(await handOver(held)).toMatchObject({ status: 409, body: { code: 'order.transition-refused' } });

    await stand.hear(stand.certificateSealed(caseId));
    expect(await stand.order(caseId)).toMatchObject({ state: 'released', version: 2 });
    const [event] = await stand.eventsOf(held.orderId);
    const released = fromBinary(ResultReleasedSchema, event?.payload ?? Buffer.alloc(0));
    expect(released).toMatchObject({ orderId: held.orderId, caseId, outcome: 'approved' });
    await eventually(async () => {
      const texts = (await stand.outside.texts()).filter(({ messageId }) => messageId === held.orderId);
      expect(texts).toMatchObject([{ phone: applicant.phone, text: expect.stringContaining(itemName) }]);
    });
  });

  it('releases a denial at once: its letter waits for no certificate', async () => {
    const caseId = newId();
    await stand.hear(stand.decided(caseId, { outcome: 'denied' }));
    const order = await stand.order(caseId);
    expect(order.state).toBe('released');
    expect(await stand.rows('SELECT kind FROM hold WHERE order_id = ?', [order.orderId])).toEqual([]);
    const [event] = await stand.eventsOf(order.orderId);
    expect(fromBinary(ResultReleasedSchema, event?.payload ?? Buffer.alloc(0)).outcome).toBe('denied');
  });

  it('parks a certificate that comes before the decision, and releases with it', async () => {
    const caseId = newId();
    const parked = 'SELECT handler FROM parked WHERE awaits = ?';
    await stand.hear(stand.certificateSealed(caseId));
    expect(await stand.rows(parked, [caseId])).toEqual([{ handler: 'release-hold-on-certificate-sealed' }]);
    await stand.hear(stand.decided(caseId));
    expect((await stand.order(caseId)).state).toBe('released');
    expect(await stand.rows(parked, [caseId])).toEqual([]);
  });

  it('recalls a result that was not given out, and records a revocation after the delivery as a late fact', async () => {
    const kept = await stand.released();
    await stand.hear(stand.revoked(kept.caseId));
    const recalled = await stand.order(kept.caseId);
    expect(recalled.state).toBe('recalled');
    expect(await handOver(recalled)).toMatchObject({ status: 409, body: { code: 'order.transition-refused' } });

    const given = await stand.released();
    expect((await handOver(given)).status).toBe(200);
    await stand.hear(stand.revoked(given.caseId));
    expect((await stand.order(given.caseId)).state).toBe('delivered');
    const late = 'SELECT state, remedy FROM late_fact WHERE aggregate_id = ?';
    expect(await stand.rows(late, [given.caseId])).toMatchObject([{ state: 'delivered' }]);
  });
});

describe('handing over', () => {
  it('gives the result to the applicant, keeps the proof sealed and seals a numbered receipt', async () => {
    const order = await stand.released();
    const { orderId, caseId } = order;
    const answer = await handOver(order);
    expect(answer).toMatchObject({ status: 200, body: { orderId, caseId, state: 'delivered', version: 3 } });
    const event = (await stand.eventsOf(orderId)).at(-1);
    const delivered = fromBinary(ResultDeliveredSchema, event?.payload ?? Buffer.alloc(0));
    expect(delivered).toMatchObject({ orderId, caseId, mode: 'window', outcome: 'approved', waybill: '' });
    expect(event?.person_id).toBe('clerk');

    const [proof] = await stand.rows<{ receiver: string; signature: string; handed_over_by: string }>(
      'SELECT receiver, signature, handed_over_by FROM hand_over WHERE order_id = ?',
      [orderId],
    );
    expect(proof?.handed_over_by).toBe('clerk');
    expect(JSON.stringify(proof)).not.toMatch(/张三丰|5301291990|iVBORw0KGgo/);
    const audit = await stand.rows('SELECT kind, person_id FROM access_audit WHERE object = ?', [`order:${orderId}`]);
    expect(audit).toEqual([{ kind: 'clear-view', person_id: 'clerk' }]);

    const [receipt] = await stand.sealedReceipts(orderId);
    expect(receipt?.number).toMatch(/^示范政务签收〔\d{4}〕\d{5}号$/);
    const path = `/orders/${orderId}/documents/${receipt?.documentId}/file`;
    const file = await stand.call('GET', path, 'clerk');
    expect([file.status, file.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const use = await stand.rows('SELECT organ_id FROM seal_use WHERE subject_id = ?', [orderId]);
    expect(use).toEqual([{ organ_id: hall }]);
    const foreign = await stand.released();
    const through = `/orders/${foreign.orderId}/documents/${receipt?.documentId}/file`;
    expect((await stand.call('GET', through, 'clerk')).status).toBe(404);
  });

  it('gives it to the agent the applicant named', async () => {
    const order = await stand.released();
    const { name: receivedBy, idNumber } = applicant.agent;
    expect((await handOver(order, { ...receiver, receivedBy, idNumber })).status).toBe(200);
  });

  it('refuses a stranger, and gives it to a stand-in whose authorisation is noted', async () => {
    const order = await stand.released();
    const refused = await handOver(order, stranger);
    const errors = [{ field: 'idNumber' }];
    expect(refused).toMatchObject({ status: 409, body: { code: 'receiver.not-the-applicant', errors } });
    expect(refused.bytes.toString()).not.toMatch(/5301291|张三丰|王五/);
    await expectUntouched(order);
    const standIn = { ...stranger, authorisation: '授权委托书 2026-11-01' };
    expect(await handOver(order, standIn)).toMatchObject({ status: 200, body: { state: 'delivered' } });
  });

  it('refuses what is not a hand-over, naming every field', async () => {
    const order = await stand.released();
    const answer = await handOver(order, { receivedBy: '', idNumber: '1', signature: 'no picture' });
    expect(answer.status).toBe(400);
    const fields = (answer.body['errors'] as { field: string }[]).map(({ field }) => field);
    expect([...new Set(fields)].sort()).toEqual(['idNumber', 'receivedBy', 'signature']);
    await expectUntouched(order);
  });

  it('refuses a stale version, a missing one, a missing key and an expired token', async () => {
    const order = await stand.released();
    const stale = await handOver({ ...order, version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'order.stale-version' } });
    const path = `/orders/${order.orderId}/hand-over`;
    expect((await stand.call('POST', path, 'clerk', receiver)).status).toBe(428);
    const keyless = await handOver(order, receiver, 'clerk', { 'idempotency-key': '' });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    const expired = await stand.token('clerk', { kind: 'staff' }, -60);
    expect(await handOver(order, receiver, expired)).toMatchObject({ status: 401, body: { code: 'token.expired' } });
    expect((await handOver(order, receiver, '')).status).toBe(401);
    await expectUntouched(order);
  });

  it('answers a replay alike and refuses its key for another body', async () => {
    const order = await stand.released();
    const key = { 'idempotency-key': newId() };
    const first = await handOver(order, receiver, 'clerk', key);
    expect(first.status).toBe(200);
    const again = await handOver(order, receiver, 'clerk', key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await handOver(order, stranger, 'clerk', key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    expect(await stand.rows('SELECT at FROM hand_over WHERE order_id = ?', [order.orderId])).toHaveLength(1);
    expect(await handOver(order)).toMatchObject({ status: 409, body: { code: 'order.transition-refused' } });
  });

  it('happens once when two windows do it at the same moment', async () => {
    const order = await stand.released();
    const answers = await Promise.all([handOver(order), handOver(order)]);
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    expect(await stand.eventsOf(order.orderId)).toHaveLength(2);
  });
});

describe('who may', () => {
  it.each([
    ['reviewer', 403, 'authority.role-missing'],
    ['nobody', 403, 'authority.not-staff'],
    ['clerk-elsewhere', 404, 'order.not-found'],
  ])('refuses %s with %i and audits it', async (person, status, code) => {
    const order = await stand.released();
    expect(await handOver(order, receiver, person)).toMatchObject({ status, body: { code } });
    const audit = 'SELECT kind, person_id, act, code FROM access_audit WHERE object = ?';
    const object = `POST /orders/${order.orderId}/hand-over`;
    expect(await stand.rows(audit, [object])).toEqual([
      { kind: 'refused', person_id: person, act: 'result.hand-over', code },
    ]);
    await expectUntouched(order);
  });

  it('answers alike for an order that does not exist, without an audit row', async () => {
    const orderId = newId();
    const answer = await handOver({ orderId, caseId: '', version: 1, state: 'released' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'order.not-found' } });
    const object = `POST /orders/${orderId}/hand-over`;
    expect(await stand.rows('SELECT code FROM access_audit WHERE object = ?', [object])).toEqual([]);
  });

  it('shows an order masked to the desk and to its applicant, and to no other', async () => {
    const { orderId, caseId } = await stand.released();
    const path = `/orders/${orderId}`;
    const own = await stand.token('citizen', { kind: 'citizen', person_index: `index-of-${caseId}` });
    const other = await stand.token('other', { kind: 'citizen', person_index: 'index-of-another' });
    const masked = { name: '张*丰', idNumber: '530129********1234' };
    for (const reader of ['clerk', own]) {
      const seen = await stand.call('GET', path, reader);
      expect(seen).toMatchObject({ status: 200, body: { applicant: masked } });
      expect(seen.bytes.toString()).not.toMatch(/张三丰|199001011234|13800000000/);
    }
    for (const reader of [other, 'clerk-elsewhere']) {
      const hidden = await stand.call('GET', path, reader);
      expect(hidden).toMatchObject({ status: 404, body: { code: 'order.not-found' } });
    }
  });

  it('lists the orders of the reader’s own region by pages', async () => {
    const here = [await stand.released(), await stand.released(), await stand.released()];
    const there = await stand.released({ region: '530130' });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await stand.call<{ items: { orderId: string }[]; next?: string }>(
        'GET',
        `/orders?state=released&limit=2${cursor}`,
        'clerk',
      );
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ orderId }) => orderId));
      cursor = page.body.next === undefined ? '' : `&cursor=${page.body.next}`;
    } while (cursor !== '');
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toEqual(expect.arrayContaining(here.map(({ orderId }) => orderId)));
    expect(seen).not.toContain(there.orderId);
  });
});
