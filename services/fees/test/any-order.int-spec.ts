import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { inAnyOrder, type Said } from '#lib/testing';
import { examination, passport } from './counter.js';
import { FeesStand } from './stand.js';

let stand: FeesStand;
beforeAll(async () => {
  stand = await FeesStand.start();
});
afterAll(async () => stand.close());

async function rowsOf(caseId: string): Promise<unknown> {
  const ofBills = 'IN (SELECT bill_id FROM bill WHERE case_id = ?)';
  return {
    bills: (await stand.bills(caseId)).map(({ timing, state, version }) => ({ timing, state, version })),
    lines: await stand.rows(`SELECT code FROM planned_line WHERE bill_id ${ofBills} ORDER BY code`, [caseId]),
    ledger: await stand.rows(`SELECT act, version FROM ledger WHERE aggregate_id ${ofBills} ORDER BY version, act`, [
      caseId,
    ]),
    said: await stand.rows(`SELECT type FROM outbox WHERE aggregate_id ${ofBills}`, [caseId]),
    refunds: await stand.rows('SELECT state FROM refund WHERE case_id = ?', [caseId]),
    parked: await stand.rows('SELECT handler FROM parked'),
  };
}

it.each<[string, (caseId: string) => Said[]]>([
  ['withdrawn', (caseId) => [stand.withdrawn(caseId)]],
  ['lapsed', (caseId) => [stand.lapsed(caseId)]],
  ['denied', (caseId) => [stand.decided(caseId, 'denied')]],
  ['approved', (caseId) => [stand.decided(caseId, 'approved')]],
  ['told twice of its end', (caseId) => [stand.withdrawn(caseId), stand.withdrawn(caseId)]],
])('a case that is %s ends in the same rows for any order of its events, with repeats', async (_, ends) => {
  const events = (caseId: string): Said[] => [stand.accepted(caseId, [passport, examination]), ...ends(caseId)];
  const inOrder = newId();
  await stand.hear(...events(inOrder));
  const expected = await rowsOf(inOrder);
  expect(expected).toMatchObject({ bills: [{}, {}], parked: [] });
  await inAnyOrder({ events: events('any').length, runs: 12 }, async (shuffled) => {
    const caseId = newId();
    const all = events(caseId);
    await stand.hear(...shuffled(all));
    expect(await rowsOf(caseId)).toEqual(expected);
  });
});
