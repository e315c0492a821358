import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { type Answer, eventually, inAnyOrder, type Said } from '#lib/testing';
import { applicant, signature } from './office.js';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

const receiver = { receivedBy: applicant.name, idNumber: applicant.idNumber, signature };
const certificate = { kind: 'certificate', ref: '' };

/** Two members approved and one denied, as review, certificates and the front desk say it. */
function bundle(): { applicationId: string; cases: [string, string, string]; events: Said[] } {
  const applicationId = newId();
  const cases: [string, string, string] = [newId(), newId(), newId()];
  const [first, second, third] = cases;
  const holds = [certificate, { kind: 'application', ref: applicationId }];
  const events = [
    stand.decided(first, { applicationId, itemName: '企业设立登记', holds }),
    stand.decided(second, { applicationId, itemName: '场所备案', holds }),
    stand.decided(third, { applicationId, itemName: '招牌备案', outcome: 'denied', holds }),
    stand.certificateSealed(first),
    stand.certificateSealed(second),
    stand.answered(applicationId, { [first]: 'approved', [second]: 'approved', [third]: 'denied' }),
  ];
  return { applicationId, cases, events };
}

async function handOver(applicationId: string, body: object = receiver, as = 'clerk'): Promise<Answer> {
  return stand.call('POST', `/applications/${applicationId}/hand-over`, as, body);
}

async function ordersOf(applicationId: string): Promise<{ orderId: string; state: string; version: number }[]> {
  return stand.rows(
    'SELECT order_id orderId, state, version FROM dispatch_order WHERE application_id = ? ORDER BY order_id',
    [applicationId],
  );
}

describe('the results of a bundle', () => {
  it('wait for the one answer, and name what still holds them', async () => {
    const { applicationId, cases, events } = bundle();
    await stand.hear(...events.slice(0, 5));
    const { orderId } = await stand.order(cases[0]);
    const shown = await stand.call<{ holds: object[] }>('GET', `/orders/${orderId}`, 'clerk');
    expect(shown.body.holds).toEqual([{ kind: 'application', ref: applicationId }]);
    const refused = await handOver(applicationId);
    expect(refused).toMatchObject({ status: 409, body: { code: 'application.results-held' } });
    expect(refused.body['detail']).toContain('企业设立登记');
    expect(refused.body['detail']).toContain('场所备案');
    expect((await ordersOf(applicationId)).map(({ state }) => state).sort()).toEqual(['held', 'held', 'released']);
  });

  it('are handed over in one act: one signature, one receipt, each order delivered', async () => {
    const { applicationId, cases, events } = bundle();
    await stand.hear(...events);
    const answer = await handOver(applicationId);
    expect(answer).toMatchObject({
      status: 200,
      body: { applicationId, receiptNumber: expect.stringContaining('签收') },
    });
    const orders = await ordersOf(applicationId);
    expect(orders.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
    const ids = orders.map(({ orderId }) => orderId);
    const said = await stand.rows(
      "SELECT aggregate_id FROM outbox WHERE type LIKE '%.ResultDelivered' AND aggregate_id IN (?)",
      [ids],
    );
    expect(said).toHaveLength(3);
    const proofs = await stand.rows('SELECT order_id FROM hand_over WHERE order_id IN (?)', [ids]);
    expect(proofs).toHaveLength(3);
    const papers = await stand.rows('SELECT document_id id, number FROM sealed_document WHERE subject_id IN (?)', [
      [applicationId, ...ids],
    ]);
    expect(papers).toMatchObject([{ number: answer.body['receiptNumber'] }]);
    const { orderId } = await stand.order(cases[2]);
    await eventually(async () => {
      const file = await stand.call('GET', `/orders/${orderId}/documents/${String(papers[0]?.['id'])}/file`, 'clerk');
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    });
    expect(await handOver(applicationId)).toMatchObject({
      status: 409,
      body: { code: 'application.nothing-released' },
    });
  });

  it.each<[string, object, string, number, string]>([
    ['a stranger', { ...receiver, idNumber: '530129198503033456' }, 'clerk', 409, 'receiver.not-the-applicant'],
    ['no signature', { ...receiver, signature: '' }, 'clerk', 400, 'request.invalid'],
    ['a reviewer', receiver, 'reviewer', 403, 'authority.role-missing'],
    ['a clerk of elsewhere', receiver, 'clerk-elsewhere', 404, 'application.not-found'],
  ])('are not handed over with %s', async (_, body, as, status, code) => {
    const { applicationId, events } = bundle();
    await stand.hear(...events);
    const before = await ordersOf(applicationId);
    expect(await handOver(applicationId, body, as)).toMatchObject({ status, body: { code } });
    expect(await ordersOf(applicationId)).toEqual(before);
  });

  it('of an application nobody knows are not found', async () => {
    expect(await handOver(newId())).toMatchObject({ status: 404, body: { code: 'application.not-found' } });
  });

  it('are handed over once when two clerks do it in the same moment', async () => {
    const { applicationId, events } = bundle();
    await stand.hear(...events);
    const both = await Promise.all([handOver(applicationId), handOver(applicationId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await ordersOf(applicationId)).map(({ version }) => version)).toEqual([3, 3, 3]);
  });
});

it('releases each result once for any order of a bundle’s events, with repeats', async () => {
  await inAnyOrder({ events: 6, runs: 20 }, async (shuffled) => {
    const { applicationId, cases, events } = bundle();
    await stand.hear(...shuffled(events));
    const rows = await ordersOf(applicationId);
    expect(rows.map(({ state, version }) => [state, version])).toEqual(cases.map(() => ['released', 2]));
    const released = await stand.rows('SELECT kind, ref FROM hold_release WHERE order_id IN (?) ORDER BY kind', [
      rows.map(({ orderId }) => orderId),
    ]);
    const answered = { kind: 'application', ref: applicationId };
    expect(released).toEqual([answered, answered, certificate, certificate]);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });
});
