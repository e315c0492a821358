import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseDecidedSchema,
  CaseLapsedSchema,
  DecisionRevokedSchema,
  ResultDeliveredSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { inAnyOrder } from '#lib/testing';
import { type Content, Desk, type Person } from './desk.js';
import { application, promiseOf } from './promises.js';

describe('what the front desk hears of a case with outstanding materials', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const accepted = async (): Promise<string> => {
    const { caseId } = (await clerk.post('/applications', application(['apply', 'plan']))).body;
    const promise = promiseOf(['rules']);
    const answer = await clerk.post(`/cases/${caseId}/accept`, { promise }, { 'if-match': '"1"' });
    expect(answer.status).toBe(200);
    return caseId;
  };
  const rowsOf = async (caseId: string): Promise<Content> => {
    const said = await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version', [caseId]);
    return {
      cases: await desk.rows('SELECT state, outcome FROM service_case WHERE case_id = ?', [caseId]),
      outstanding: await desk.rows('SELECT state, version FROM outstanding_material WHERE case_id = ?', [caseId]),
      timers: await desk.rows(
        `SELECT t.state FROM due_timer t JOIN outstanding_material m ON m.outstanding_id = t.subject_id
          WHERE m.case_id = ?`,
        [caseId],
      ),
      closed: said.filter(({ type }) => type.endsWith('.CaseClosed')).length,
      parked: await desk.rows('SELECT handler FROM parked'),
      late: (await desk.rows('SELECT type FROM late_fact WHERE aggregate_id = ?', [caseId])).length,
    };
  };
  const ended = (outcome: string, late: number, state = outcome): Content => ({
    cases: [{ state, outcome }],
    outstanding: [{ state: 'voided', version: 2 }],
    timers: [{ state: 'cancelled' }],
    closed: 1,
    parked: [],
    late,
  });

  it('ends revoked, whether or not the result crossed the recall, with repeats', async () => {
    for (const crossed of [false, true]) {
      await inAnyOrder({ events: crossed ? 3 : 2, runs: 15 }, async (shuffled) => {
        const caseId = await accepted();
        const events = [
          desk.fact(CaseDecidedSchema, { caseId, outcome: 'approved' }),
          desk.fact(DecisionRevokedSchema, { caseId, decisionId: 'decision', reason: '容缺逾期' }),
          ...(crossed ? [desk.fact(ResultDeliveredSchema, { caseId, outcome: 'approved', mode: 'window' })] : []),
        ];
        await desk.hear(...shuffled(events));
        // A delivery that crossed is one late fact, whichever of the two was heard first.
        expect(await rowsOf(caseId)).toEqual(ended('revoked', crossed ? 1 : 0));
      });
    }
  });

  it('ends lapsed for any order of the lapse and the answer to a wish to withdraw, with repeats', async () => {
    await inAnyOrder({ events: 2, runs: 15 }, async (shuffled) => {
      const caseId = await accepted();
      const { requestId } = (await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' })).body;
      const events = [
        desk.fact(CaseLapsedSchema, { caseId, materialRef: 'rules', noticeNumber: '终止1' }),
        desk.fact(WithdrawalRefusedSchema, { caseId, requestId, reason: '已终止办理' }),
      ];
      await desk.hear(...shuffled(events));
      expect(await rowsOf(caseId)).toEqual(ended('lapsed', 0));
      const view = (await clerk.get(`/cases/${caseId}`)).body;
      expect(view.withdrawal).toMatchObject({ state: 'refused', answer: '已终止办理' });
    });
  });

  it('closes a denied case without its promise for any order of denial and delivery, with repeats', async () => {
    await inAnyOrder({ events: 2, runs: 15 }, async (shuffled) => {
      const caseId = await accepted();
      const events = [
        desk.fact(CaseDecidedSchema, { caseId, outcome: 'denied' }),
        desk.fact(ResultDeliveredSchema, { caseId, outcome: 'denied', mode: 'window' }),
      ];
      await desk.hear(...shuffled(events));
      expect(await rowsOf(caseId)).toEqual(ended('denied', 0, 'closed'));
    });
  });

  it('keeps a lapse after another outcome, and another outcome after a lapse, as late facts', async () => {
    const decided = await accepted();
    const lapse = desk.fact(CaseLapsedSchema, { caseId: decided, materialRef: 'rules', noticeNumber: '终止2' });
    await desk.hear(desk.fact(CaseDecidedSchema, { caseId: decided, outcome: 'approved' }), lapse, lapse);
    expect(await rowsOf(decided)).toMatchObject({ cases: [{ state: 'decided' }], late: 1 });

    const caseId = await accepted();
    const events = [
      desk.fact(CaseLapsedSchema, { caseId, materialRef: 'rules', noticeNumber: '终止3' }),
      desk.fact(CaseDecidedSchema, { caseId, outcome: 'approved' }),
      desk.fact(DecisionRevokedSchema, { caseId, decisionId: 'decision', reason: '容缺逾期' }),
    ];
    await desk.hear(...events);
    expect(await rowsOf(caseId)).toMatchObject({ cases: [{ state: 'lapsed', outcome: 'lapsed' }], late: 2 });
  });
});
