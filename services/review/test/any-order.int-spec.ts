import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { newId } from '#lib/service-kit';
import { inAnyOrder, type Said } from '#lib/testing';
import { lead } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());

/** What a case's events must come to, whatever their order; ids and instants of the run itself are left out. */
async function rowsOf(caseId: string, requestIds: string[]): Promise<unknown> {
  const task =
    'SELECT SUBSTRING(task_id, 28) place, state, version, department_id, `lead` FROM task WHERE case_id = ? ORDER BY task_id';
  const [cases] = await stand.rows(
    'SELECT state, version, department_id, departments, statutory_due_at, promised_due_at, withdrawal_request_id FROM review_case WHERE case_id = ?',
    [caseId],
  );
  const withdrawals = await stand.rows<{ request_id: string }>(
    'SELECT request_id, state, version, reason FROM withdrawal WHERE case_id = ? ORDER BY request_id',
    [caseId],
  );
  const said =
    'SELECT type, aggregate_version, COUNT(*) n FROM outbox WHERE aggregate_id LIKE ? GROUP BY type, aggregate_version, aggregate_id ORDER BY aggregate_id';
  return {
    cases,
    tasks: await stand.rows(task, [caseId]),
    withdrawals: withdrawals.map((row) => ({ ...row, request_id: requestIds.indexOf(row.request_id) })),
    said: await stand.rows(said, [`${caseId}%`]),
    parked: await stand.rows('SELECT handler FROM parked'),
    late: await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId]),
  };
}

function eventsOf(caseId: string, requestIds: string[]): Said[] {
  return [stand.accepted(caseId), ...requestIds.map((id) => stand.withdrawalRequested(caseId, id))];
}

it('ends in the same rows for any order of a case’s events, with repeats', async () => {
  const inOrder = newId();
  const asked = [newId(), newId()];
  await stand.hear(...eventsOf(inOrder, asked));
  const expected = await rowsOf(inOrder, asked);
  expect(expected).toMatchObject({
    cases: { state: 'in-review', version: 1 },
    withdrawals: [{ state: 'requested' }, {}],
    parked: [],
  });

  await inAnyOrder({ events: 3, runs: 15, repeats: 16 }, async (shuffled) => {
    const caseId = newId();
    const requestIds = [newId(), newId()];
    await stand.hear(...shuffled(eventsOf(caseId, requestIds)));
    expect(await rowsOf(caseId, requestIds)).toEqual(expected);
  });
});

it('answers a request that travels around the decision, whichever comes first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.nat(2), async (requestFirst, repeats) => {
      await stand.heartbeat();
      const caseId = await stand.openCase({ tasks: [{ departmentId: lead, lead: true }] });
      const requestId = newId();
      const request = stand.withdrawalRequested(caseId, requestId);
      if (requestFirst) await stand.hear(request);
      const decided = await stand.call(
        'POST',
        `/cases/${caseId}/decide`,
        'chief',
        { outcome: 'approved' },
        { 'if-match': '1' },
      );
      expect(decided.status).toBe(200);
      for (let n = 0; n <= repeats; n += 1) await stand.hear(request);
      const states = await stand.rows('SELECT state FROM withdrawal WHERE request_id = ?', [requestId]);
      const answers = await stand.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [requestId]);
      expect([states, answers]).toEqual([[{ state: 'refused' }], [{ type: 'yichuang.review.v1.WithdrawalRefused' }]]);
    }),
    { numRuns: 8 },
  );
});
