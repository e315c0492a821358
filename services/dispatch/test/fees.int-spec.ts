import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseLapsedSchema, CaseWithdrawnSchema, FeeSettledSchema, FeeWaivedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { inAnyOrder, type Said } from '#lib/testing';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

const fee = { kind: 'fee', ref: '' };
const holds = [fee, { kind: 'certificate', ref: '' }];

const settled = (caseId: string, timing = 'before-result'): Said =>
  stand.say(FeeSettledSchema, `bill-${caseId}`, { billId: `bill-${caseId}`, caseId, timing });
const waived = (caseId: string): Said =>
  stand.say(FeeWaivedSchema, `bill-${caseId}`, { billId: `bill-${caseId}`, caseId, timing: 'before-result' });

it.each([
  ['settled', settled],
  ['waived', waived],
])('an approved result waits for its fee to be %s, in any order of events, with repeats', async (_, cleared) => {
  await inAnyOrder({ events: 3, runs: 10 }, async (shuffled) => {
    const caseId = newId();
    const events = [stand.decided(caseId, { holds }), stand.certificateSealed(caseId), cleared(caseId)];
    await stand.hear(...shuffled(events));
    expect(await stand.order(caseId)).toMatchObject({ state: 'released', version: 2 });
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });
});

it('a fee for the examination frees no result', async () => {
  const caseId = newId();
  await stand.hear(stand.decided(caseId, { holds: [fee] }), settled(caseId, 'before-decision'));
  expect(await stand.order(caseId)).toMatchObject({ state: 'held' });
  await stand.hear(settled(caseId));
  expect(await stand.order(caseId)).toMatchObject({ state: 'released' });
});

it.each([
  ['withdrawn', (caseId: string) => stand.say(CaseWithdrawnSchema, caseId, { caseId })],
  ['lapsed', (caseId: string) => stand.say(CaseLapsedSchema, caseId, { caseId })],
])('nothing waits for the order of a case that was %s, whichever is heard first', async (_, ended) => {
  await inAnyOrder({ events: 3, runs: 8 }, async (shuffled) => {
    const caseId = newId();
    const events = [ended(caseId), settled(caseId), stand.cured(caseId, 'm1')];
    await stand.hear(...shuffled(events));
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
    expect(await stand.rows('SELECT order_id FROM dispatch_order WHERE case_id = ?', [caseId])).toEqual([]);
  });
});
