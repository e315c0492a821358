import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryFailedSchema, ResultDeliveredSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { applicant } from './office.js';
import { Parcels } from './parcels.js';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
let parcels: Parcels;
beforeAll(async () => {
  stand = await DispatchStand.start();
  parcels = new Parcels(stand);
});
afterAll(async () => stand.close());

describe('with the courier', () => {
  beforeEach(async () => {
    stand.outside.callTo(stand.served.port);
    await stand.outside.behave('courier', 'normal');
  });

  it('sends a result; the courier’s callbacks, each told twice, deliver it once', async () => {
    const order = await parcels.sent();
    await parcels.until(order, 'delivered');
    const events = await stand.eventsOf(order.orderId);
    expect(events.map(({ type, person_id }) => [type.split('.').at(-1), person_id])).toEqual([
      ['ResultReleased', 'system'],
      ['ResultDelivered', 'courier'],
    ]);
    const { waybill, mode } = fromBinary(ResultDeliveredSchema, events[1]?.payload ?? Buffer.alloc(0));
    expect([mode, waybill]).toEqual(['courier', expect.stringMatching(/^EM\d{11}CN$/)]);
    await eventually(async () =>
      expect(await parcels.consignments(order.orderId)).toEqual([
        { id: order.consignmentId, state: 'delivered', waybill },
      ]),
    );
    const told = 'SELECT status FROM courier_callback WHERE consignment_id = ? ORDER BY received_at, status DESC';
    expect(await stand.rows(told, [order.consignmentId])).toEqual([{ status: 'picked-up' }, { status: 'delivered' }]);
    expect(await parcels.timerOf(order.consignmentId, 'chase-consignment')).toBe('cancelled');
  });

  it('asks a courier that is down again, and takes the waybill it gives', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await parcels.sent();
    await parcels.untilTried(order.consignmentId, 'call-courier');
    expect(await parcels.stateOf(order)).toBe('sent');
    await stand.outside.behave('courier', 'normal');
    await parcels.until(order, 'delivered');
  });

  it('lets the clerk send a failed parcel again', async () => {
    await stand.outside.behave('courier', 'fail');
    const order = await parcels.sent();
    await parcels.until(order, 'failed');
    await stand.outside.behave('courier', 'normal');
    expect((await parcels.send(await stand.order(order.caseId))).status).toBe(200);
    await parcels.until(order, 'delivered');
    expect((await parcels.consignments(order.orderId)).map(({ state }) => state)).toEqual(['failed', 'delivered']);
  });

  it('refuses to send what has no address, and whoever may not', async () => {
    const window = await stand.released();
    expect(await parcels.send(window)).toMatchObject({ status: 409, body: { code: 'order.address-missing' } });
    const order = await stand.released({ mode: 'courier' });
    expect(await parcels.send(order, 'reviewer')).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
    expect(await parcels.send(order, 'clerk-elsewhere')).toMatchObject({
      status: 404,
      body: { code: 'order.not-found' },
    });
    const stale = await parcels.send({ ...order, version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'order.stale-version' } });
    expect(await parcels.consignments(order.orderId)).toEqual([]);
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
    const order = await parcels.sent();
    await eventually(async () => {
      expect(await parcels.atCourier(order.consignmentId)).toMatchObject({ status: 'accepted' });
    });
    await parcels.chaseNow(order.consignmentId);
    await eventually(async () => {
      const sql = "SELECT state FROM due_timer WHERE subject_id = ? AND kind = 'chase-consignment' ORDER BY timer_id";
      expect(await stand.rows(sql, [order.consignmentId])).toEqual([{ state: 'fired' }, { state: 'waiting' }]);
    });
    expect(await parcels.stateOf(order)).toBe('sent');
  });

  it('is asked for: a delivery is recorded', async () => {
    const order = await parcels.sent();
    await eventually(async () => {
      expect(await parcels.atCourier(order.consignmentId)).toMatchObject({ status: 'delivered' });
    });
    expect(await parcels.stateOf(order)).toBe('sent');
    await parcels.chaseNow(order.consignmentId);
    await parcels.until(order, 'delivered');
    const event = (await stand.eventsOf(order.orderId)).at(-1);
    const { waybill } = fromBinary(ResultDeliveredSchema, event?.payload ?? Buffer.alloc(0));
    expect(waybill).toMatch(/^EM\d{11}CN$/);
  });

  it('is asked for: a failure is recorded', async () => {
    await stand.outside.behave('courier', 'fail');
    const order = await parcels.sent();
    await eventually(async () => {
      expect(await parcels.atCourier(order.consignmentId)).toMatchObject({ status: 'failed' });
    });
    await parcels.chaseNow(order.consignmentId);
    await parcels.until(order, 'failed');
  });

  it('has failed when the courier knows nothing of the parcel, which is then sent again', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await parcels.sent();
    await parcels.untilTried(order.consignmentId, 'call-courier');
    // The courier never gets the call.
    await stand.rows("UPDATE due_timer SET due_at = '2099-01-01' WHERE subject_id = ? AND kind = 'call-courier'", [
      order.consignmentId,
    ]);
    await stand.outside.behave('courier', 'normal');
    await parcels.chaseNow(order.consignmentId);
    await parcels.until(order, 'failed');
    const event = (await stand.eventsOf(order.orderId)).at(-1);
    const failed = fromBinary(DeliveryFailedSchema, event?.payload ?? Buffer.alloc(0));
    expect([failed.reason, event?.person_id]).toEqual([expect.stringContaining('没有该寄件的记录'), 'system']);
    expect(await parcels.timerOf(order.consignmentId, 'call-courier')).toBe('cancelled');
    stand.outside.callTo(stand.served.port);
    expect((await parcels.send(await stand.order(order.caseId))).status).toBe(200);
    await parcels.until(order, 'delivered');
  });

  it('is waited for while the courier is down, but not for ever', async () => {
    await stand.outside.behave('courier', 'down');
    const order = await parcels.sent();
    await parcels.chaseNow(order.consignmentId);
    await parcels.untilTried(order.consignmentId, 'chase-consignment');
    expect(await parcels.stateOf(order)).toBe('sent');
    await eventually(async () => {
      await parcels.chaseNow(order.consignmentId, 300);
      expect(await parcels.stateOf(order)).toBe('failed');
    });
  });

  it('is asked for after a recall too: a parcel on its way is heard of', async () => {
    const order = await parcels.sent();
    await eventually(async () => {
      expect(await parcels.atCourier(order.consignmentId)).toMatchObject({ status: 'delivered' });
    });
    await stand.hear(stand.revoked(order.caseId));
    await parcels.chaseNow(order.consignmentId);
    await parcels.until(order, 'delivered');
  });
});

describe('the text message service', () => {
  it('that is down holds nothing up, and gets the message later, once', async () => {
    await stand.outside.behave('sms', 'down');
    const order = await stand.released();
    expect(order.state).toBe('released');
    await parcels.untilTried(order.orderId, 'send-sms');
    await stand.outside.behave('sms', 'normal');
    await eventually(async () => {
      const texts = (await stand.outside.texts()).filter(({ messageId }) => messageId === order.orderId);
      expect(texts).toMatchObject([{ phone: applicant.phone }]);
      const sql = 'SELECT state FROM sms_message WHERE message_id = ?';
      expect(await stand.rows(sql, [order.orderId])).toEqual([{ state: 'sent' }]);
    });
  });
});
