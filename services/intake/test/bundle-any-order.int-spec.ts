import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BundlePublishedSchema, CaseDecidedSchema, CaseWithdrawnSchema, ResultDeliveredSchema } from '#lib/contracts';
import { inAnyOrder, TimersWait1800000000000 } from '#lib/testing';
import { acceptedApplication, bundle, publishBundle } from './bundle.js';
import { type Content, Desk, type Person } from './desk.js';

describe('a bundle of three members at the front desk', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start([TimersWait1800000000000]);
    clerk = await desk.staff('clerk');
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  const rowsOf = async (applicationId: string): Promise<Content> => ({
    application: await desk.rows('SELECT state, version FROM application WHERE application_id = ?', [applicationId]),
    ledger: await desk.rows('SELECT act, version FROM ledger WHERE aggregate_id = ? ORDER BY version', [applicationId]),
    said: await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [applicationId]),
    papers: await desk.rows('SELECT kind FROM sealed_document WHERE subject_id = ?', [applicationId]),
    cases: await desk.rows(
      'SELECT item_id, state, outcome FROM service_case WHERE application_id = ? ORDER BY item_id',
      [applicationId],
    ),
    parked: await desk.rows('SELECT handler FROM parked'),
    late: await desk.rows('SELECT handler FROM late_fact'),
  });
  const answeredOnce = {
    application: [{ state: 'answered', version: 2 }],
    ledger: [
      { act: 'lodge', version: 1 },
      { act: 'answer', version: 2 },
    ],
    said: [{ type: 'yichuang.intake.v1.ApplicationAnswered' }],
    papers: [{ kind: 'answer' }],
    parked: [],
    late: [],
  };

  it('ends in the same rows, with one answer, for any order of its members’ events, with repeats', async () => {
    await inAnyOrder({ events: 5, runs: 15 }, async (shuffled) => {
      const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
      const { body } = await clerk.act(`/cases/${ids.B3}/withdraw`, 2, { reason: '不办了' });
      const { requestId } = body;
      const events = [
        desk.fact(CaseDecidedSchema, { caseId: ids.B1, outcome: 'approved' }),
        desk.fact(ResultDeliveredSchema, { caseId: ids.B1, outcome: 'approved', mode: 'window' }),
        desk.fact(CaseDecidedSchema, { caseId: ids.B2, outcome: 'denied' }),
        desk.fact(ResultDeliveredSchema, { caseId: ids.B2, outcome: 'denied', mode: 'window' }),
        desk.fact(CaseWithdrawnSchema, { caseId: ids.B3, requestId, noticeNumber: '撤1' }),
      ];
      await desk.hear(...shuffled(events));
      expect(await rowsOf(applicationId)).toEqual({
        ...answeredOnce,
        cases: [
          { item_id: 'B1', state: 'closed', outcome: 'approved' },
          { item_id: 'B2', state: 'closed', outcome: 'denied' },
          { item_id: 'B3', state: 'withdrawn', outcome: 'withdrawn' },
        ],
      });
    });
  });

  it('keeps every version of a bundle for any order of the register, with repeats', async () => {
    let round = 0;
    await inAnyOrder({ events: 3, runs: 10 }, async (shuffled) => {
      const bundleId = `AO${(round += 1)}`;
      const events = [1, 2, 3].map((version) =>
        desk.fact(BundlePublishedSchema, { ...bundle, bundleId, version, name: `第 ${version} 版` }),
      );
      await desk.hear(...shuffled(events));
      const kept = await desk.rows(
        "SELECT version, JSON_VALUE(content, '$.name') name FROM bundle_copy WHERE bundle_id = ? ORDER BY version",
        [bundleId],
      );
      expect(kept).toEqual([1, 2, 3].map((version) => ({ version, name: `第 ${version} 版` })));
    });
  });

  it('answers once when the last two members are decided in the same moment', async () => {
    const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
    await desk.hear(desk.fact(CaseDecidedSchema, { caseId: ids.B1, outcome: 'approved' }));
    await Promise.all([
      desk.hear(desk.fact(CaseDecidedSchema, { caseId: ids.B2, outcome: 'approved' })),
      desk.hear(desk.fact(CaseDecidedSchema, { caseId: ids.B3, outcome: 'approved' })),
    ]);
    expect(await rowsOf(applicationId)).toMatchObject(answeredOnce);
  });
});
