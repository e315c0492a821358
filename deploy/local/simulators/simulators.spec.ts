import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#lib/testing';
import { startCourier } from './courier-simulator.js';
import { serveJson, type Simulator } from './json-server.js';
import { signedHeaders } from './signed-body.js';
import { courierConfig, type CourierSimulatorConfig } from './simulator.config.js';
import { startSms } from './sms-simulator.js';

const secret = 'a secret for this test only';
const where = { host: '127.0.0.1', port: 0, secret };
const address = { recipient: '张三丰', phone: '13800000000', address: '示范县仁德街道1号' };

/** A callback as the platform gets it. */
interface Callback {
  callbackId: string;
  consignmentId: string;
  status: string;
  waybill: string;
}

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (one) => one.close()));
});

/** A platform that answers as told, and a courier that calls it. @param answers statuses in turn; the last one stays */
async function courierFor(
  answers: number[],
  change: Partial<CourierSimulatorConfig> = {},
): Promise<{ courier: Simulator; heard: Callback[] }> {
  const heard: Callback[] = [];
  const platform = await serveJson(where, ({ body }) => {
    heard.push(JSON.parse(body) as Callback);
    return { status: answers[Math.min(heard.length, answers.length) - 1] ?? 200, body: {} };
  });
  const courier = await startCourier({ ...where, callbackUrl: platform.url, delayMs: 10, repeatEvery: 0, ...change });
  running.push(platform, courier);
  return { courier, heard };
}

async function ask(
  { url }: Simulator,
  method: string,
  path: string,
  content?: object,
  signedWith = secret,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const headers = signedHeaders(signedWith, body, Date.now());
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('the courier', () => {
  it('takes a parcel once, carries it and says so, every so many times twice with the same id', async () => {
    const { courier, heard } = await courierFor([200], { repeatEvery: 2 });
    const first = await ask(courier, 'PUT', '/consignments/C1', address);
    expect(first).toMatchObject({ status: 201, body: { consignmentId: 'C1', status: 'accepted' } });
    const again = await ask(courier, 'PUT', '/consignments/C1', address);
    expect([again.status, again.body['waybill']]).toEqual([200, first.body['waybill']]);
    await eventually(() => expect(heard.map(({ status }) => status)).toEqual(['picked-up', 'delivered', 'delivered']));
    expect(heard[2]).toEqual(heard[1]);
    expect(new Set(heard.map(({ waybill }) => waybill))).toEqual(new Set([first.body['waybill']]));
    expect(await ask(courier, 'GET', '/consignments/C1')).toMatchObject({ status: 200, body: { status: 'delivered' } });
    expect(await ask(courier, 'DELETE', '/consignments/C1')).toMatchObject({ status: 409 });
  });

  it('calls again with the same id until the platform hears it, in order', async () => {
    const { courier, heard } = await courierFor([503, 409, 200]);
    await ask(courier, 'PUT', '/consignments/C2', address);
    await eventually(() =>
      expect(heard.map(({ status }) => status)).toEqual(['picked-up', 'picked-up', 'picked-up', 'delivered']),
    );
    expect(new Set(heard.slice(0, 3).map(({ callbackId }) => callbackId)).size).toBe(1);
  });

  it('does not call again what the platform refused for good', async () => {
    const { courier, heard } = await courierFor([422, 200]);
    await ask(courier, 'PUT', '/consignments/C3', address);
    await eventually(() => expect(heard.map(({ status }) => status)).toEqual(['picked-up', 'delivered']));
  });

  it('is down, or fails parcels, when told to', async () => {
    const { courier, heard } = await courierFor([200]);
    await ask(courier, 'POST', '/behaviour', { mode: 'down' });
    expect(await ask(courier, 'PUT', '/consignments/C4', address)).toMatchObject({ status: 503 });
    await ask(courier, 'POST', '/behaviour', { mode: 'fail' });
    expect(await ask(courier, 'PUT', '/consignments/C4', address)).toMatchObject({ status: 201 });
    await eventually(() => expect(heard.map(({ status }) => status)).toEqual(['picked-up', 'failed']));
    expect(await ask(courier, 'POST', '/behaviour', { mode: 'asleep' })).toMatchObject({ status: 400 });
  });

  it('refuses a foreign signature, an incomplete address and what it never had', async () => {
    const { courier } = await courierFor([200]);
    const foreign = await ask(courier, 'PUT', '/consignments/C5', address, 'somebody else’s secret');
    expect(foreign).toMatchObject({ status: 401 });
    const { recipient, phone } = address;
    expect(await ask(courier, 'PUT', '/consignments/C5', { recipient, phone })).toMatchObject({ status: 422 });
    expect(await ask(courier, 'GET', '/consignments/C5')).toMatchObject({ status: 404 });
    expect(await ask(courier, 'DELETE', '/consignments/C5')).toMatchObject({ status: 404 });
  });

  it('names every fault of its environment', () => {
    expect(() => courierConfig({ SECRET: 'short', PORT: 'x', CALLBACK_URL: 'nowhere' })).toThrow(
      /CALLBACK_URL[^]*SECRET|SECRET[^]*CALLBACK_URL/,
    );
    expect(() => courierConfig({ SECRET: secret, CALLBACK_URL: 'http://127.0.0.1', DELAY_MS: '-1' })).toThrow(
      /DELAY_MS/,
    );
  });
});

describe('the text message service', () => {
  it('keeps a message once, refuses a foreign signature and an empty text, and can be down', async () => {
    const sms = await startSms(where);
    running.push(sms);
    const message = { phone: '13800000000', text: '可以领取了' };
    expect(await ask(sms, 'PUT', '/messages/M1', message)).toMatchObject({ status: 201 });
    expect(await ask(sms, 'PUT', '/messages/M1', { ...message, text: '再来一次' })).toMatchObject({ status: 200 });
    const foreign = await ask(sms, 'PUT', '/messages/M2', message, 'somebody else’s secret');
    expect(foreign).toMatchObject({ status: 401 });
    expect(await ask(sms, 'PUT', '/messages/M2', { phone: '13800000000' })).toMatchObject({ status: 422 });
    const kept = await ask(sms, 'GET', '/messages?phone=13800000000');
    expect(kept.body).toMatchObject({ items: [{ messageId: 'M1', text: '可以领取了' }] });
    await ask(sms, 'POST', '/behaviour', { mode: 'down' });
    expect(await ask(sms, 'PUT', '/messages/M3', message)).toMatchObject({ status: 503 });
  });
});
