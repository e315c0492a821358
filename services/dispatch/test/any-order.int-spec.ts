import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { inAnyOrder } from '#lib/testing';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

async function rowsOf(caseId: string): Promise<unknown> {
  const { orderId, state, version } = await stand.order(caseId);
  const ledger = 'SELECT act, version FROM ledger WHERE aggregate_id = ? ORDER BY version';
  return {
    order: { state, version },
    released: await stand.rows('SELECT kind, ref FROM hold_release WHERE order_id = ? ORDER BY kind', [orderId]),
    ledger: await stand.rows(ledger, [orderId]),
    said: await stand.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [orderId]),
    texts: await stand.rows('SELECT case_id FROM sms_message WHERE message_id = ?', [orderId]),
    parked: await stand.rows('SELECT handler FROM parked'),
    late: await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId]),
  };
}

const certificate = { kind: 'certificate', ref: '' };
const material = { kind: 'outstanding-material', ref: 'M2' };

const releasedOnce = (caseId: string, released: object[]) => ({
  order: { state: 'released', version: 2 },
  released,
  ledger: [
    { act: 'open', version: 1 },
    { act: 'release', version: 2 },
  ],
  said: [{ type: 'yichuang.dispatch.v1.ResultReleased' }],
  texts: [{ case_id: caseId }],
  parked: [],
  late: [],
});

it('releases once for any order of decision and certificate, with repeats', async () => {
  await inAnyOrder({ events: 2, runs: 15 }, async (shuffled) => {
    const caseId = newId();
    const events = [stand.decided(caseId), stand.certificateSealed(caseId)];
    await stand.hear(...shuffled(events));
    expect(await rowsOf(caseId)).toEqual(releasedOnce(caseId, [certificate]));
  });
});

it('releases once for any order of decision, certificate and outstanding material, with repeats', async () => {
  await inAnyOrder({ events: 3, runs: 20 }, async (shuffled) => {
    const caseId = newId();
    const events = [
      stand.decided(caseId, { holds: [certificate, material] }),
      stand.certificateSealed(caseId),
      stand.cured(caseId, material.ref),
    ];
    await stand.hear(...shuffled(events));
    expect(await rowsOf(caseId)).toEqual(releasedOnce(caseId, [certificate, material]));
  });
});

it('releases once when the last two holds end at the same moment', async () => {
  for (let round = 0; round < 8; round += 1) {
    const caseId = newId();
    await stand.hear(stand.decided(caseId, { holds: [certificate, material] }));
    await Promise.all([stand.hear(stand.certificateSealed(caseId)), stand.hear(stand.cured(caseId, material.ref))]);
    expect(await rowsOf(caseId)).toEqual(releasedOnce(caseId, [certificate, material]));
  }
});

it('ends recalled for any order with a revocation, with repeats, and never releases after the recall', async () => {
  await inAnyOrder({ events: 4, runs: 20 }, async (shuffled) => {
    const caseId = newId();
    const events = [
      stand.decided(caseId, { holds: [certificate, material] }),
      stand.certificateSealed(caseId),
      stand.cured(caseId, material.ref),
      stand.revoked(caseId),
    ];
    await stand.hear(...shuffled(events));
    const { orderId, state } = await stand.order(caseId);
    const ledger = 'SELECT act FROM ledger WHERE aggregate_id = ? ORDER BY version';
    const acts = (await stand.rows(ledger, [orderId])).map(({ act }) => act);
    expect(acts.filter((act) => act !== 'release')).toEqual(['open', 'recall']);
    expect([state, acts.at(-1)]).toEqual(['recalled', 'recall']);
    const ended = 'SELECT kind, ref FROM hold_release WHERE order_id = ? ORDER BY kind';
    expect(await stand.rows(ended, [orderId])).toEqual([certificate, material]);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });
});
