import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#lib/testing';
import { serveJson, type Simulator, type SimulatorRequest } from './json-server.js';
import { startPayment } from './payment-simulator.js';
import { isSignedRequest, signedRequestHeaders } from './signed-request.js';
import type { PaymentSimulatorConfig } from './simulator.config.js';

const secret = 'a secret for this test only';
const where = { host: '127.0.0.1', port: 0, secret };
const code = '53012926000000000010';
const order = { amountFen: '12000', billNumber: '示范政务缴〔2026〕00001号' };

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (one) => one.close()));
});

/** A platform that takes every callback, and a provider that calls it. */
async function started(
  change: Partial<PaymentSimulatorConfig> = {},
): Promise<{ provider: Simulator; heard: SimulatorRequest[] }> {
  const heard: SimulatorRequest[] = [];
  const platform = await serveJson(where, (request) => {
    heard.push(request);
    return { status: 200, body: {} };
  });
  const callbackUrl = `${platform.url}/payment/callbacks`;
  const provider = await startPayment({ ...where, callbackUrl, delayMs: 0, repeatEvery: 0, ...change });
  running.push(platform, provider);
  return { provider, heard };
}

async function ask(
  { url }: Simulator,
  method: string,
  path: string,
  content?: object,
  signedWith = secret,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const headers = signedRequestHeaders(signedWith, { method, path, body }, Date.now());
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const told = (heard: SimulatorRequest[]) =>
  heard.map(({ body }) => JSON.parse(body) as { kind: string; transactionId: string; callbackId: string });

describe('the payment provider', () => {
  it('takes an order once, is paid, and calls back signed over method and path', async () => {
    const { provider, heard } = await started({ repeatEvery: 1 });
    expect(await ask(provider, 'POST', `/pay/${code}`)).toMatchObject({ status: 404 });
    expect(await ask(provider, 'PUT', `/orders/${code}`, order)).toMatchObject({ status: 201 });
    expect(await ask(provider, 'PUT', `/orders/${code}`, order)).toMatchObject({ status: 200 });
    expect(await ask(provider, 'PUT', `/orders/${code}`, { ...order, amountFen: '1' })).toMatchObject({ status: 409 });
    const paid = await ask(provider, 'POST', `/pay/${code}`);
    await eventually(() => expect(heard).toHaveLength(2));
    expect(heard[1]?.body).toBe(heard[0]?.body);
    const [first] = heard;
    expect(first !== undefined && isSignedRequest(secret, first, Date.now())).toBe(true);
    expect(first !== undefined && isSignedRequest(secret, { ...first, path: '/elsewhere' }, Date.now())).toBe(false);
    const { body } = await ask(provider, 'GET', `/orders/${code}`);
    expect(body).toMatchObject({ amountFen: '12000', transactions: paid.body['paid'] });
  });

  it('is paid twice, too much, and after a failed try; callbacks that were held come last first', async () => {
    const { provider, heard } = await started();
    await ask(provider, 'PUT', `/orders/${code}`, order);
    await ask(provider, 'POST', '/behaviour', { mode: 'held' });
    await ask(provider, 'POST', `/pay/${code}`, { amountFen: '15000', times: 2, failFirst: true });
    expect(heard).toEqual([]);
    await ask(provider, 'POST', '/behaviour', { mode: 'normal' });
    await eventually(() => expect(told(heard).map(({ kind }) => kind)).toEqual(['paid', 'paid', 'failed']));
    expect(new Set(told(heard).map(({ transactionId }) => transactionId)).size).toBe(3);
  });

  it('pays a refund once, never more than is left, and tells of it', async () => {
    const { provider, heard } = await started();
    await ask(provider, 'PUT', `/orders/${code}`, order);
    await ask(provider, 'POST', `/pay/${code}`);
    await eventually(() => expect(heard).toHaveLength(1));
    const transactionId = told(heard)[0]?.transactionId;
    const refund = { transactionId, amountFen: '5000' };
    expect(await ask(provider, 'PUT', '/refunds/R1', refund)).toMatchObject({
      status: 202,
      body: { status: 'accepted' },
    });
    expect(await ask(provider, 'PUT', '/refunds/R1', refund)).toMatchObject({
      status: 200,
      body: { status: 'refunded' },
    });
    expect(await ask(provider, 'PUT', '/refunds/R2', { ...refund, amountFen: '7001' })).toMatchObject({ status: 409 });
    await eventually(() => expect(told(heard).map(({ kind }) => kind)).toEqual(['paid', 'refunded']));
  });

  it('tells every day what it took, with the faults that were planted', async () => {
    const { provider } = await started();
    await ask(provider, 'PUT', `/orders/${code}`, order);
    const at = '2026-03-02T16:30:00Z';
    const paid = await ask(provider, 'POST', `/pay/${code}`, { at, times: 2 });
    const [one, two] = paid.body['paid'] as { transactionId: string }[];
    const lines = async (day: string) => (await ask(provider, 'GET', `/statements/${day}`)).body['lines'];
    expect([await lines('2026-03-02'), await lines('2026-03-03')]).toEqual([[], paid.body['paid']]);
    const faults = { drop: [one?.transactionId], double: [two?.transactionId] };
    await ask(provider, 'POST', '/statement-faults/2026-03-03', faults);
    expect(await lines('2026-03-03')).toEqual([two, two]);
  });

  it('knows after a crash what it took, and not what it was writing when it was killed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
    const ledgerFile = join(directory, 'books.jsonl');
    const { provider } = await started({ ledgerFile });
    await ask(provider, 'PUT', `/orders/${code}`, order);
    const paid = await ask(provider, 'POST', `/pay/${code}`);
    appendFileSync(ledgerFile, '\n{"transaction":{"transactionId":"P1","kind":"pa');
    const { provider: again } = await started({ ledgerFile });
    const transactionId = (paid.body['paid'] as { transactionId: string }[])[0]?.transactionId;
    await ask(again, 'PUT', '/refunds/R1', { transactionId, amountFen: '5000' });
    const { provider: third } = await started({ ledgerFile });
    const { body } = await ask(third, 'GET', `/orders/${code}`);
    expect(body).toMatchObject({ ...order, transactions: [{ transactionId }, { transactionId, refundId: 'R1' }] });
    rmSync(directory, { recursive: true });
  });

  it('refuses a foreign signature, and is down or silent when told to', async () => {
    const { provider, heard } = await started();
    const foreign = await ask(provider, 'PUT', `/orders/${code}`, order, 'somebody else’s secret');
    expect(foreign).toMatchObject({ status: 401 });
    await ask(provider, 'PUT', `/orders/${code}`, order);
    await ask(provider, 'POST', '/behaviour', { mode: 'silent' });
    expect(await ask(provider, 'POST', `/pay/${code}`)).toMatchObject({ status: 200 });
    await ask(provider, 'POST', '/behaviour', { mode: 'down' });
    expect(await ask(provider, 'GET', `/orders/${code}`)).toMatchObject({ status: 503 });
    expect(await ask(provider, 'POST', '/behaviour', { mode: 'asleep' })).toMatchObject({ status: 400 });
    expect(heard).toEqual([]);
  });
});
