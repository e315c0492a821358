import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationAnsweredSchema, CaseAcceptedSchema, CaseWithdrawnSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { pdf } from './applications.js';
import { acceptedApplication, bundle, caseOf, decide, lodgedBundle, publishBundle } from './bundle.js';
import { type Content, Desk, type Person } from './desk.js';

describe('one matter (一件事)', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  describe('accepting', () => {
    it('accepts all members in one act: each its own number, notice and plan, with bundle, predecessors and hold', async () => {
      const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
      const planOf = async (item: string): Promise<Content> =>
        (await desk.firstSaid(CaseAcceptedSchema, ids[item])).plan;
      expect(await planOf('B1')).toMatchObject({ bundleId: 'YJS9', bundleName: bundle.name, predecessorCaseIds: [] });
      const second = await planOf('B2');
      expect(second.predecessorCaseIds).toEqual([ids.B1]);
      expect(second.holds).toMatchObject([
        { kind: 'certificate', ref: '' },
        { kind: 'application', ref: applicationId },
      ]);
      const notices = await desk.rows(
        "SELECT number FROM sealed_document WHERE kind = 'acceptance' AND subject_id IN (?)",
        [Object.values(ids)],
      );
      expect(new Set(notices.map(({ number }: Content) => number)).size).toBe(3);
    });

    it('accepts none when one cannot be accepted', async () => {
      const { applicationId, cases } = await lodgedBundle(clerk, { materials: [{ ref: 'form' }, { ref: 'sign' }] });
      const seen = cases.map(({ caseId, version }: Content) => ({ caseId, version }));
      const answer = await clerk.post(`/applications/${applicationId}/accept`, { cases: seen });
      expect([answer.status, answer.body.code]).toEqual([409, 'case.material-missing']);
      const states = await desk.rows('SELECT DISTINCT state FROM service_case WHERE application_id = ?', [
        applicationId,
      ]);
      expect(states).toEqual([{ state: 'lodged' }]);
      const stale = seen.map(({ caseId }: Content) => ({ caseId, version: 7 }));
      expect((await clerk.post(`/applications/${applicationId}/accept`, { cases: stale })).status).toBe(412);
    });

    it('lets one of two clerks accept the whole application in the same moment', async () => {
      const clerks = [clerk, await desk.staff('clerk-2')];
      for (let round = 0; round < 10; round += 1) {
        const { applicationId, cases } = await lodgedBundle(clerk);
        const seen = cases.map(({ caseId, version }: Content) => ({ caseId, version }));
        // Each names the cases in another order: they wait for each other all the same.
        const both = await Promise.all(
          [seen, seen.toReversed()].map(async (order, n) =>
            clerks[n]?.post(`/applications/${applicationId}/accept`, { cases: order }),
          ),
        );
        expect(both.filter((answer) => answer?.status === 200)).toHaveLength(1);
        expect([409, 412]).toContain(both.find((answer) => answer?.status !== 200)?.status);
      }
    });

    it('counts each member as accepted by itself when nobody answers for five working days', async () => {
      const { cases } = await lodgedBundle(clerk, { optionalMembers: [] });
      const ids = caseOf(cases);
      desk.clock.moveTo(9 * 86_400_000);
      await eventually(async () => {
        const plan = (await desk.firstSaid(CaseAcceptedSchema, ids['B2'] ?? '')).plan;
        expect(plan).toMatchObject({ bundleId: 'YJS9', predecessorCaseIds: [ids['B1']] });
      });
      desk.clock.moveTo(0);
    });

    it('knows no case of another application, and nobody without a letter', async () => {
      const [one, other] = [await lodgedBundle(clerk), await lodgedBundle(clerk)];
      const strange = [{ caseId: other.cases[0].caseId, version: 1 }];
      const answer = await clerk.post(`/applications/${one.applicationId}/accept`, { cases: strange });
      expect([answer.status, answer.body.code]).toEqual([404, 'case.not-found']);
      const far = await desk.staff('far-clerk');
      expect((await far.get(`/applications/${one.applicationId}`)).status).toBe(404);
      const reviewer = await desk.staff('reviewer-mz');
      const view = await reviewer.get(`/applications/${one.applicationId}`);
      expect(view.body.cases.map(({ itemId }: Content) => itemId)).toEqual(['B2']);
    });
  });

  describe('answering', () => {
    it('answers once, when the last member has its outcome, in one sealed paper that lists them all', async () => {
      const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
      await decide(desk, ids.B1);
      await decide(desk, ids.B2, 'denied');
      expect((await clerk.get(`/applications/${applicationId}`)).body.state).toBe('lodged');
      const { body: asked } = await clerk.act(`/cases/${ids.B3}/withdraw`, 2, { reason: '不办了' });
      const { requestId } = asked;
      await desk.hear(desk.fact(CaseWithdrawnSchema, { caseId: ids.B3, requestId, noticeNumber: '撤1' }));
      const view = await clerk.get(`/applications/${applicationId}`);
      expect(view.body).toMatchObject({ state: 'answered', version: 2 });
      expect(view.body.answerNumber).toMatch(/^示范政务统复〔\d{4}〕\d{5}号$/);
      const event = await desk.firstSaid(ApplicationAnsweredSchema, applicationId);
      expect(event).toMatchObject({ applicationId, bundleId: 'YJS9', noticeNumber: view.body.answerNumber });
      expect(event.outcomes.map(({ itemId, outcome }) => `${itemId} ${outcome}`).sort()).toEqual([
        'B1 approved',
        'B2 denied',
        'B3 withdrawn',
      ]);
      const { body: papers } = await clerk.get(`/applications/${applicationId}/notices`);
      expect(papers.items).toMatchObject([{ kind: 'answer', number: view.body.answerNumber }]);
      const file = await eventually(async () => {
        const answer = await clerk.get(`/notices/${papers.items[0].documentId}/file`);
        expect(answer.status).toBe(200);
        return answer;
      });
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    });

    it('answers what was refused or taken back at the desk', async () => {
      const { applicationId, cases } = await lodgedBundle(clerk, { optionalMembers: [] });
      const ids = caseOf(cases);
      const refusal = { reasonClass: 'not-met', reason: '不符合条件', legalBasis: ['某法'], remedy: '行政复议' };
      expect((await clerk.act(`/cases/${ids['B1']}/refuse`, 1, refusal)).status).toBe(200);
      expect((await clerk.act(`/cases/${ids['B2']}/withdraw`, 1, { reason: '不办了' })).status).toBe(200);
      const { body } = await clerk.get(`/applications/${applicationId}`);
      expect(body).toMatchObject({ state: 'answered', cases: [{ outcome: 'refused' }, { outcome: 'withdrawn' }] });
    });

    it('does not answer a single item', async () => {
      const item = { channel: 'window', itemId: 'B3', materials: [{ ref: 'sign' }], delivery: { mode: 'window' } };
      const applicant = { kind: 'organisation', name: '甲', creditCode: '91350100M000100Y43', phone: '13800138000' };
      const { body: single } = await clerk.post('/applications', { ...item, applicant });
      await clerk.accept(`/cases/${single.caseId}/accept`, 1);
      await decide(desk, single.caseId);
      expect((await clerk.get(`/applications/${single.applicationId}`)).body).toMatchObject({
        state: 'lodged',
        bundleId: null,
      });
      const sent = await clerk.upload(
        `/applications/${single.applicationId}/materials/sign/file`,
        pdf,
        'application/pdf',
      );
      expect([sent.status, sent.body.code]).toEqual([409, 'application.not-of-a-bundle']);
    });
  });
});
