import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryFailedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { signedHeaders } from '../../../deploy/local/simulators/signed-body.js';
import { secrets } from './office.js';
import { Parcels } from './parcels.js';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
let parcels: Parcels;
beforeAll(async () => {
  stand = await DispatchStand.start();
  parcels = new Parcels(stand);
});
afterAll(async () => stand.close());

describe('the courier’s door', () => {
  beforeEach(async () => stand.outside.behave('courier', 'down'));

  it('takes a callback once, however often it comes', async () => {
    const order = await parcels.sent();
    const content = parcels.telling(order, 'delivered');
    for (let n = 0; n < 3; n += 1) {
      expect(await parcels.callBack(content)).toMatchObject({ status: 200, body: { taken: true } });
    }
    expect(await parcels.stateOf(order)).toBe('delivered');
    expect(await stand.eventsOf(order.orderId)).toHaveLength(2);
  });

  it('refuses other content under the same id', async () => {
    const order = await parcels.sent();
    const content = parcels.telling(order, 'picked-up');
    expect((await parcels.callBack(content)).status).toBe(200);
    const altered = await parcels.callBack({ ...content, status: 'delivered' });
    expect(altered).toMatchObject({ status: 422, body: { code: 'callback.altered' } });
    expect(await parcels.stateOf(order)).toBe('sent');
    expect(await parcels.consignments(order.orderId)).toMatchObject([{ state: 'picked-up' }]);
  });

  it('refuses what is older than five minutes, from the future, wrongly signed, unsigned or changed on its way', async () => {
    const order = await parcels.sent();
    const content = parcels.telling(order, 'delivered');
    const minutes = 60_000;
    for (const at of [-6 * minutes, 6 * minutes]) {
      const answer = await parcels.callBack(content, Date.now() + at);
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
      const answer = await parcels.callBack(content, 0, headers);
      expect(answer).toMatchObject({ status: 401, body: { code: 'callback.signature' } });
    }
    expect(await parcels.stateOf(order)).toBe('sent');
    const kept = await stand.rows('SELECT 1 FROM courier_callback WHERE callback_id = ?', [content.callbackId]);
    expect(kept).toEqual([]);
  });

  it('does not know a consignment that was never given', async () => {
    const order = await parcels.sent();
    const unknown = await parcels.callBack({ ...parcels.telling(order, 'delivered'), consignmentId: newId() });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'consignment.unknown' } });
  });

  it('refuses what is not a callback', async () => {
    const order = await parcels.sent();
    const answer = await parcels.callBack({ ...parcels.telling(order, 'eaten'), at: 'yesterday' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'status' }, { field: 'at' }] } });
  });

  it('keeps what was delivered, also when older tidings come later or come at the same moment', async () => {
    const order = await parcels.sent();
    const both = await Promise.all(
      ['delivered', 'picked-up'].map(async (status) => parcels.callBack(parcels.telling(order, status))),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    for (const status of ['picked-up', 'failed'])
      expect((await parcels.callBack(parcels.telling(order, status))).status).toBe(200);
    expect(await parcels.stateOf(order)).toBe('delivered');
    expect(await parcels.consignments(order.orderId)).toMatchObject([{ state: 'delivered' }]);
    expect(await stand.eventsOf(order.orderId)).toHaveLength(2);
  });

  it('does not fail an order anew for a parcel that had failed before it was sent again', async () => {
    const order = await parcels.sent();
    await parcels.callBack({ ...parcels.telling(order, 'failed'), signedBy: '地址不详' });
    const event = (await stand.eventsOf(order.orderId)).at(-1);
    expect(fromBinary(DeliveryFailedSchema, event?.payload ?? Buffer.alloc(0))).toMatchObject({
      mode: 'courier',
      reason: '地址不详',
    });
    expect((await parcels.send(await stand.order(order.caseId))).status).toBe(200);
    expect((await parcels.callBack(parcels.telling(order, 'failed'))).status).toBe(200);
    expect(await parcels.stateOf(order)).toBe('sent');
    expect((await parcels.callBack(parcels.telling(order, 'delivered'))).status).toBe(200);
    expect(await parcels.stateOf(order)).toBe('delivered');
  });

  it('records a delivery after the recall: it happened', async () => {
    const order = await parcels.sent();
    await stand.hear(stand.revoked(order.caseId));
    expect(await parcels.stateOf(order)).toBe('recalled');
    expect(await parcels.timerOf(order.consignmentId, 'call-courier')).toBe('cancelled');
    expect((await parcels.callBack(parcels.telling(order, 'delivered'))).status).toBe(200);
    expect(await parcels.stateOf(order)).toBe('delivered');
    expect((await stand.eventsOf(order.orderId)).at(-1)?.type).toBe('yichuang.dispatch.v1.ResultDelivered');
  });
});
