import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CaseLapsedSchema, CaseWithdrawnSchema, FeeSettledSchema, FeeWaivedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { DispatchStand, type Said } from './stand.js';

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

/** Some events, each at least once, in any order, some again. */
const anyOrder = (count: number): fc.Arbitrary<number[]> => {
  const all = [...Array(count).keys()];
  const repeats = fc.array(fc.constantFrom(...all), { maxLength: 6 });
  return repeats.chain((more) => fc.shuffledSubarray([...all, ...more], { minLength: count + more.length }));
};

it.each([
  ['settled', settled],
  ['waived', waived],
])('an approved result waits for its fee to be %s, in any order of events, with repeats', async (_, cleared) => {
  await fc.assert(
    fc.asyncProperty(anyOrder(3), async (order) => {
      const caseId = newId();
      const events = [stand.decided(caseId, { holds }), stand.certificateSealed(caseId), cleared(caseId)];
      await stand.hear(...order.flatMap((place) => events[place] ?? []));
      expect(await stand.order(caseId)).toMatchObject({ state: 'released', version: 2 });
      expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
    }),
    { numRuns: 10 },
  );
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
  await fc.assert(
    fc.asyncProperty(anyOrder(3), async (order) => {
      const caseId = newId();
      const events = [ended(caseId), settled(caseId), stand.cured(caseId, 'm1')];
      await stand.hear(...order.flatMap((place) => events[place] ?? []));
      expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
      expect(await stand.rows('SELECT order_id FROM dispatch_order WHERE case_id = ?', [caseId])).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
