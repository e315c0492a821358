import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryFailedSchema, ResultDeliveredSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, eventually } from '#lib/testing';
import { signedHeaders } from '../../../deploy/local/simulators/signed-body.js';
import { applicant, secrets } from './office.js';
import { DispatchStand, type Order } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

/** An order that was sent, with its consignment. */
interface Sent extends Order {
  consignmentId: string;
}

async function send(order: Order, as = 'clerk'): Promise<Answer> {
  return stand.call('POST', `/orders/${order.orderId}/send`, as, {}, { 'if-match': `"${order.version}"` });
}

async function consignments(orderId: string): Promise<{ id: string; state: string; waybill: string }[]> {
  const sql = 'SELECT consignment_id id, state, waybill FROM consignment WHERE order_id = ? ORDER BY consignment_id';
  return stand.rows(sql, [orderId]);
}

async function sent(): Promise<Sent> {
  const order = await stand.released({ mode: 'courier' });
  expect(await send(order)).toMatchObject({ status: 200, body: { state: 'sent', version: 3 } });
  const [one] = await consignments(order.orderId);
  return { ...(await stand.order(order.caseId)), consignmentId: one?.id ?? '' };
}

async function stateOf({ caseId }: Order): Promise<string> {
  return (await stand.order(caseId)).state;
}

async function until(order: Order, state: string): Promise<void> {
  await eventually(async () => expect(await stateOf(order)).toBe(state));
}

async function said(orderId: string): Promise<{ type: string; payload: Buffer; person_id: string }[]> {
  const sql = 'SELECT type, payload, person_id FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version';
  return stand.rows(sql, [orderId]);
}

async function timerOf(consignmentId: string, kind: string): Promise<string | undefined> {
  const sql = 'SELECT state FROM due_timer WHERE subject_id = ? AND kind = ? ORDER BY timer_id DESC';
  const [timer] = await stand.rows<{ state: string }>(sql, [consignmentId, kind]);
  return timer?.state;
}

/** The ten days are over. @param attempts how often the courier was asked in vain */
async function chaseNow(consignmentId: string, attempts = 0): Promise<void> {
  await stand.rows(
    `UPDATE due_timer SET due_at = '2020-01-01', leased_until = NULL, attempts = ?
      WHERE subject_id = ? AND kind = 'chase-consignment' AND state = 'waiting'`,
    [attempts, consignmentId],
  );
}

async function untilTried(subjectId: string, kind: string): Promise<void> {
  await eventually(async () => {
    const sql = 'SELECT attempts > 0 tried FROM due_timer WHERE subject_id = ? AND kind = ?';
    expect(await stand.rows(sql, [subjectId, kind])).toEqual([{ tried: 1 }]);
  });
}

/** What a courier would say of a parcel. */
const telling = ({ consignmentId }: Sent, status: string) => ({
  callbackId: newId(),
  consignmentId,
  waybill: 'EM00000000001CN',
  status,
  at: '2026-11-02T03:04:05Z',
});

async function callBack(content: object, at = Date.now(), headers?: Record<string, string>): Promise<Answer> {
  const body = JSON.stringify(content);
  const signed = headers ?? signedHeaders(secrets.courier, body, at);
  return stand.send('/courier/callbacks', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed },
    body,
  });
}

describe('with the courier', () => {
  beforeEach(async () => {
    stand.outside.callTo(stand.served.port);
    await stand.outside.behave('courier', 'normal');
  });

  it('sends a result; the courier’s callbacks, each told twice, deliver it once', async () => {
    const order = await sent();
    await until(order, 'delivered');
    const events = await said(order.orderId);
    expect(events.map(({ type, person_id }) => [type.split('.').at(-1), person_id])).toEqual([
      ['ResultReleased', 'system'],
      ['ResultDelivered', 'courier'],
    ]);
    const { waybill, mode } = fromBinary(ResultDeliveredSchema, events[1]?.payload ?? Buffer.alloc(0));
    expect([mode, waybill]).toEqual(['courier', expect.stringMatching(/^EM\d{11}CN$/)]);
    await eventually(async () =>
      expect(await consignments(order.orderId)).toEqual([{ id: order.consignmentId, state: 'delivered', waybill }]),
    );
    const told = 'SELECT status FROM courier_callback WHERE consignment_id = ? ORDER BY received_at, status DESC';
    expect(await stand.rows(told, [order.consignmentId])).toEqual([{ status: 'picked-up' }, { status: 'delivered' }]);
    expect(await timerOf(order.consignmentId, 'chase-consignment')).toBe('cancelled');
  });

  it('asks a courier that is down again, and takes the waybill it gives', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await sent();
    await untilTried(order.consignmentId, 'call-courier');
    expect(await stateOf(order)).toBe('sent');
    await stand.outside.behave('courier', 'normal');
    await until(order, 'delivered');
  });

  it('lets the clerk send a failed parcel again', async () => {
    await stand.outside.behave('courier', 'fail');
    const order = await sent();
    await until(order, 'failed');
    await stand.outside.behave('courier', 'normal');
    expect((await send(await stand.order(order.caseId))).status).toBe(200);
    await until(order, 'delivered');
    expect((await consignments(order.orderId)).map(({ state }) => state)).toEqual(['failed', 'delivered']);
  });

  it('refuses to send what has no address, and whoever may not', async () => {
    const window = await stand.released();
    expect(await send(window)).toMatchObject({ status: 409, body: { code: 'order.address-missing' } });
    const order = await stand.released({ mode: 'courier' });
    expect(await send(order, 'reviewer')).toMatchObject({ status: 403, body: { code: 'authority.role-missing' } });
    expect(await send(order, 'clerk-elsewhere')).toMatchObject({ status: 404, body: { code: 'order.not-found' } });
    const stale = await send({ ...order, version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'order.stale-version' } });
    expect(await consignments(order.orderId)).toEqual([]);
  });
});

describe('the courier’s door', () => {
  beforeEach(async () => stand.outside.behave('courier', 'down'));

  it('takes a callback once, however often it comes', async () => {
    const order = await sent();
    const content = telling(order, 'delivered');
    for (let n = 0; n < 3; n += 1) {
      expect(await callBack(content)).toMatchObject({ status: 200, body: { taken: true } });
    }
    expect(await stateOf(order)).toBe('delivered');
    expect(await said(order.orderId)).toHaveLength(2);
  });

  it('refuses other content under the same id', async () => {
    const order = await sent();
    const content = telling(order, 'picked-up');
    expect((await callBack(content)).status).toBe(200);
    const altered = await callBack({ ...content, status: 'delivered' });
    expect(altered).toMatchObject({ status: 422, body: { code: 'callback.altered' } });
    expect(await stateOf(order)).toBe('sent');
    expect(await consignments(order.orderId)).toMatchObject([{ state: 'picked-up' }]);
  });

  it('refuses what is older than five minutes, from the future, wrongly signed, unsigned or changed on its way', async () => {
    const order = await sent();
    const content = telling(order, 'delivered');
    const minutes = 60_000;
    for (const at of [-6 * minutes, 6 * minutes]) {
      const answer = await callBack(content, Date.now() + at);
      expect(answer).toMatchObject({ status: 401, body: { code: 'callback.expired' } });
    }
    const body = JSON.stringify(content);
    const good = signedHeaders(secrets.courier, body, Date.now());
    const other = JSON.stringify({ ...content, status: 'failed' });
    const bad = [
      {},
      signedHeaders(secrets.sms, body, Date.now()),
      signedHeaders(secrets.courier, other, Date.now()),
      { ...good, 'x-timestamp': String(Date.now() + 1) },
      { ...good, 'x-signature': 'zz' },
    ];
    for (const headers of bad) {
      const answer = await callBack(content, 0, headers);
      expect(answer).toMatchObject({ status: 401, body: { code: 'callback.signature' } });
    }
    expect(await stateOf(order)).toBe('sent');
    const kept = await stand.rows('SELECT 1 FROM courier_callback WHERE callback_id = ?', [content.callbackId]);
    expect(kept).toEqual([]);
  });

  it('does not know a consignment that was never given', async () => {
    const order = await sent();
    const unknown = await callBack({ ...telling(order, 'delivered'), consignmentId: newId() });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'consignment.unknown' } });
  });

  it('refuses what is not a callback', async () => {
    const order = await sent();
    const answer = await callBack({ ...telling(order, 'eaten'), at: 'yesterday' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'status' }, { field: 'at' }] } });
  });

  it('keeps what was delivered, also when older tidings come later or come at the same moment', async () => {
    const order = await sent();
    const both = await Promise.all(['delivered', 'picked-up'].map(async (status) => callBack(telling(order, status))));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    for (const status of ['picked-up', 'failed']) expect((await callBack(telling(order, status))).status).toBe(200);
    expect(await stateOf(order)).toBe('delivered');
    expect(await consignments(order.orderId)).toMatchObject([{ state: 'delivered' }]);
    expect(await said(order.orderId)).toHaveLength(2);
  });

  it('does not fail an order anew for a parcel that had failed before it was sent again', async () => {
    const order = await sent();
    await callBack({ ...telling(order, 'failed'), signedBy: '地址不详' });
    const event = (await said(order.orderId)).at(-1);
    expect(fromBinary(DeliveryFailedSchema, event?.payload ?? Buffer.alloc(0))).toMatchObject({
      mode: 'courier',
      reason: '地址不详',
    });
    expect((await send(await stand.order(order.caseId))).status).toBe(200);
    expect((await callBack(telling(order, 'failed'))).status).toBe(200);
    expect(await stateOf(order)).toBe('sent');
    expect((await callBack(telling(order, 'delivered'))).status).toBe(200);
    expect(await stateOf(order)).toBe('delivered');
  });

  it('records a delivery after the recall: it happened', async () => {
    const order = await sent();
    await stand.hear(stand.revoked(order.caseId));
    expect(await stateOf(order)).toBe('recalled');
    expect(await timerOf(order.consignmentId, 'call-courier')).toBe('cancelled');
    expect((await callBack(telling(order, 'delivered'))).status).toBe(200);
    expect(await stateOf(order)).toBe('delivered');
    expect((await said(order.orderId)).at(-1)?.type).toBe('yichuang.dispatch.v1.ResultDelivered');
  });
});

describe('a callback that never comes', () => {
  beforeEach(async () => {
    // The courier's own callbacks find nobody.
    stand.outside.callTo(stand.served.port, '/nowhere');
    stand.outside.carryIn(20);
    await stand.outside.behave('courier', 'normal');
  });

  it('is asked for again when the parcel is on its way', async () => {
    stand.outside.carryIn(5_000);
    const order = await sent();
    await eventually(async () => {
      expect(await parcelAtCourier(order.consignmentId)).toMatchObject({ status: 'accepted' });
    });
    await chaseNow(order.consignmentId);
    await eventually(async () => {
      const sql = "SELECT state FROM due_timer WHERE subject_id = ? AND kind = 'chase-consignment' ORDER BY timer_id";
      expect(await stand.rows(sql, [order.consignmentId])).toEqual([{ state: 'fired' }, { state: 'waiting' }]);
    });
    expect(await stateOf(order)).toBe('sent');
  });

  it('is asked for: a delivery is recorded', async () => {
    const order = await sent();
    await eventually(async () => {
      expect(await parcelAtCourier(order.consignmentId)).toMatchObject({ status: 'delivered' });
    });
    expect(await stateOf(order)).toBe('sent');
    await chaseNow(order.consignmentId);
    await until(order, 'delivered');
    const event = (await said(order.orderId)).at(-1);
    const { waybill } = fromBinary(ResultDeliveredSchema, event?.payload ?? Buffer.alloc(0));
    expect(waybill).toMatch(/^EM\d{11}CN$/);
  });

  it('is asked for: a failure is recorded', async () => {
    await stand.outside.behave('courier', 'fail');
    const order = await sent();
    await eventually(async () => {
      expect(await parcelAtCourier(order.consignmentId)).toMatchObject({ status: 'failed' });
    });
    await chaseNow(order.consignmentId);
    await until(order, 'failed');
  });

  it('has failed when the courier knows nothing of the parcel, which is then sent again', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await sent();
    await untilTried(order.consignmentId, 'call-courier');
    // The courier never gets the call.
    await stand.rows("UPDATE due_timer SET due_at = '2099-01-01' WHERE subject_id = ? AND kind = 'call-courier'", [
      order.consignmentId,
    ]);
    await stand.outside.behave('courier', 'normal');
    await chaseNow(order.consignmentId);
    await until(order, 'failed');
    const event = (await said(order.orderId)).at(-1);
    const failed = fromBinary(DeliveryFailedSchema, event?.payload ?? Buffer.alloc(0));
    expect([failed.reason, event?.person_id]).toEqual([expect.stringContaining('没有该寄件的记录'), 'system']);
    expect(await timerOf(order.consignmentId, 'call-courier')).toBe('cancelled');
    stand.outside.callTo(stand.served.port);
    expect((await send(await stand.order(order.caseId))).status).toBe(200);
    await until(order, 'delivered');
  });

  it('is waited for while the courier is down, but not for ever', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await sent();
    await chaseNow(order.consignmentId);
    await untilTried(order.consignmentId, 'chase-consignment');
    expect(await stateOf(order)).toBe('sent');
    await eventually(async () => {
      await chaseNow(order.consignmentId, 300);
      expect(await stateOf(order)).toBe('failed');
    });
  });

  it('is asked for after a recall too: a parcel on its way is heard of', async () => {
    const order = await sent();
    await eventually(async () => {
      expect(await parcelAtCourier(order.consignmentId)).toMatchObject({ status: 'delivered' });
    });
    await stand.hear(stand.revoked(order.caseId));
    await chaseNow(order.consignmentId);
    await until(order, 'delivered');
  });
});

describe('the text message service', () => {
  it('that is down holds nothing up, and gets the message later, once', async () => {
    await stand.outside.behave('sms', 'down');
    const order = await stand.released();
    expect(order.state).toBe('released');
    await untilTried(order.orderId, 'send-sms');
    await stand.outside.behave('sms', 'normal');
    await eventually(async () => {
      const texts = (await stand.outside.texts()).filter(({ messageId }) => messageId === order.orderId);
      expect(texts).toMatchObject([{ phone: applicant.phone }]);
      const sql = 'SELECT state FROM sms_message WHERE message_id = ?';
      expect(await stand.rows(sql, [order.orderId])).toEqual([{ state: 'sent' }]);
    });
  });
});

/** What the courier itself says of a parcel, asked as its contract has it. */
async function parcelAtCourier(consignmentId: string): Promise<unknown> {
  const headers = signedHeaders(secrets.courier, '', Date.now());
  const answer = await fetch(`${stand.outside.courier.url}/consignments/${consignmentId}`, { headers });
  return answer.json();
}
