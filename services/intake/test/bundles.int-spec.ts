import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApplicationAnsweredSchema,
  ApplicationLodgedSchema,
  CaseAcceptedSchema,
  CaseWithdrawnSchema,
} from '#lib/contracts';
import { eventually } from '#lib/testing';
import { acceptedApplication, answers, bundle, caseOf, decide, publishBundle, submission } from './bundle.js';
import { type Content, Desk, hallId, type Person } from './desk.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

describe('one matter (一件事)', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  const lodged = async (more: object = {}): Promise<Content> => {
    const answer = await clerk.post('/applications/bundles', submission(more));
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body;
  };
  const payload = async (id: string, type: string): Promise<Buffer> => {
    const sql = 'SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE ?';
    const [row] = await desk.rows(sql, [id, `%.${type}`]);
    if (row === undefined) throw new Error(`${id} has not said ${type}`);
    return row.payload;
  };
  const counts = async (): Promise<unknown> =>
    desk.rows(
      `SELECT (SELECT COUNT(*) FROM application) applications, (SELECT COUNT(*) FROM service_case) cases,
              (SELECT COUNT(*) FROM material_received) materials, (SELECT COUNT(*) FROM outbox) said,
              (SELECT COUNT(*) FROM due_timer) timers`,
    );

  describe('lodging', () => {
    it('makes one application with a case for each member, and spreads the one set of materials', async () => {
      const { applicationId, cases, state, bundleName } = await lodged();
      expect([state, bundleName]).toEqual(['lodged', '开店一件事']);
      const ids = caseOf(cases);
      expect(Object.keys(ids)).toEqual(['B1', 'B2', 'B3']);
      for (const caseId of Object.values(ids)) {
        const event = fromBinary(ApplicationLodgedSchema, await payload(caseId, 'ApplicationLodged'));
        expect(event).toMatchObject({ applicationId, bundleId: 'YJS9', casesInApplication: 3 });
      }
      const lines = await desk.rows(
        `SELECT c.item_id, m.material_ref, m.status FROM material_received m JOIN service_case c USING (case_id)
         WHERE c.application_id = ? ORDER BY 1, 2`,
        [applicationId],
      );
      expect(lines.map((line: Content) => Object.values(line).join(' '))).toEqual([
        'B1 apply present',
        'B1 plan present',
        'B2 B2-M1 present',
        'B2 B2-M2 present',
        'B3 sign present',
      ]);
    });

    it('leaves an optional member out that was not chosen', async () => {
      const { cases } = await lodged({ optionalMembers: [], materials: [{ ref: 'form' }] });
      expect(cases.map(({ itemId }: Content) => itemId)).toEqual(['B1', 'B2']);
    });

    it('seals the answers of the form; who works on it sees them for a recorded purpose', async () => {
      const { applicationId } = await lodged();
      const [row] = await desk.rows('SELECT sealed_form FROM application WHERE application_id = ?', [applicationId]);
      expect(row.sealed_form).not.toContain('小满');
      const view = await clerk.get(`/applications/${applicationId}`);
      expect(view.body).toMatchObject({ bundleId: 'YJS9', state: 'lodged', cases: [{}, {}, {}] });
      expect(view.bytes.toString()).not.toContain('小满家');
      const revealed = await clerk.post(`/applications/${applicationId}/reveal`, { purpose: '核对店铺' });
      expect(revealed.body).toEqual({ applicationId, form: answers });
      const audit = await desk.rows('SELECT purpose FROM access_audit WHERE object = ?', [
        `application:${applicationId}`,
      ]);
      expect(audit).toEqual([{ purpose: '核对店铺' }]);
      const kept = await desk.rows("SELECT answer FROM idempotency_key WHERE answer LIKE '%小满家%'");
      expect(kept).toEqual([]);
    });

    it('takes the file of a shared material once for every use', async () => {
      const { applicationId, cases } = await lodged();
      const sent = await clerk.upload(
        `/applications/${applicationId}/materials/site-plan/file`,
        pdf,
        'application/pdf',
      );
      expect(sent.status).toBe(200);
      expect(sent.body.uses.map(({ materialRef, version }: Content) => [materialRef, version])).toEqual([
        ['plan', 2],
        ['B2-M2', 2],
      ]);
      const files = await desk.rows('SELECT material_ref, sha256 FROM material_file WHERE case_id IN (?)', [
        Object.values(caseOf(cases)),
      ]);
      expect(new Set(files.map(({ sha256 }: Content) => sha256)).size).toBe(1);
      expect(files).toHaveLength(2);
      const other = await clerk.upload(`/applications/${applicationId}/materials/nothing/file`, pdf, 'application/pdf');
      expect([other.status, other.body.code]).toEqual([400, 'bundle.material-not-of-set']);
    });

    it('lets a citizen lodge online; what is handed in counts when its file is there, once for every use', async () => {
      const person = { kind: 'organisation', name: '乙', creditCode: '91350100M000100Y43', phone: '13800138000' };
      const index = desk.vault.index('credit-code', person.creditCode);
      const citizen = await desk.citizen(index);
      const body = submission({ channel: 'online', hallId, optionalMembers: [], applicant: person });
      const { status, body: made } = await citizen.post('/applications/bundles', body);
      expect(status).toBe(201);
      const present = async (): Promise<number> => {
        const [row] = await desk.rows(
          `SELECT COUNT(*) n FROM material_received JOIN service_case USING (case_id)
           WHERE application_id = ? AND status = 'present'`,
          [made.applicationId],
        );
        return Number(row.n);
      };
      expect(await present()).toBe(0);
      for (const ref of ['form', 'site-plan']) {
        const path = `/applications/${made.applicationId}/materials/${ref}/file`;
        expect((await citizen.upload(path, pdf, 'application/pdf')).status).toBe(200);
      }
      expect(await present()).toBe(4);
      const stranger = await desk.citizen('somebody-else');
      expect((await stranger.get(`/applications/${made.applicationId}`)).status).toBe(404);
    });

    it.each<[string, object, number, string, string]>([
      ['an unknown bundle', { bundleId: 'YJS0' }, 400, 'bundle.unknown', 'bundleId'],
      ['an unknown member', { optionalMembers: ['B9'] }, 400, 'bundle.member-not-optional', 'optionalMembers.0'],
      [
        'a member that is not by choice',
        { optionalMembers: ['B1'] },
        400,
        'bundle.member-not-optional',
        'optionalMembers.0',
      ],
      ['a member twice', { optionalMembers: ['B3', 'B3'] }, 400, 'request.invalid', 'optionalMembers'],
      [
        'a material outside the set',
        { materials: [{ ref: 'apply' }] },
        400,
        'bundle.material-not-of-set',
        'materials.0',
      ],
      [
        'a material twice',
        { materials: [{ ref: 'form' }, { ref: 'form' }] },
        400,
        'request.invalid',
        'materials.1.ref',
      ],
      ['no form', { form: undefined }, 400, 'request.invalid', 'form'],
      ['a form that is a text', { form: 'yes' }, 400, 'request.invalid', 'form'],
      ['an empty form', { form: {} }, 400, 'application.form-faulty', 'form.shop'],
      ['a field nobody asked for', { form: { ...answers, extra: 1 } }, 400, 'application.form-faulty', 'form.extra'],
      ['no courier address', { delivery: { mode: 'courier' } }, 400, 'request.invalid', 'delivery.recipient'],
      [
        'an applicant no member serves',
        { applicant: { kind: 'natural-person', name: '张三丰', idNumber: '11010519491231002X', phone: '13912345678' } },
        400,
        'item.applicant-kind-not-served',
        'applicant.kind',
      ],
    ])('refuses %s and changes nothing', async (_, more, status, code, field) => {
      const before = await counts();
      const answer = await clerk.post('/applications/bundles', submission(more));
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.errors.map((one: Content) => one.field)).toContain(field);
      expect(await counts()).toEqual(before);
    });

    it('names every fault of the form at its field, in Chinese and in English, without the value', async () => {
      const form = { shop: { name: '', seats: 0, kind: '赌场', phone: '张三的电话' } };
      const zh = await clerk.post('/applications/bundles', submission({ form }), { 'accept-language': 'zh-CN' });
      const en = await clerk.post('/applications/bundles', submission({ form }), { 'accept-language': 'en' });
      const told = (body: Content): string[] =>
        body.errors.map((one: Content) => `${one.field} ${one.code} ${one.message}`);
      expect(told(zh.body)).toEqual([
        'form.shop.name form.min-length 店铺名称至少 1 个字',
        'form.shop.seats form.minimum 座位数不能小于 1',
        'form.shop.kind form.enum 类别只能是:餐饮、零售',
        'form.shop.phone form.pattern 店铺电话填写有误,请核对格式',
      ]);
      expect(told(en.body)[1]).toBe('form.shop.seats form.minimum 座位数: must be at least 1');
      expect(zh.bytes.toString() + en.bytes.toString()).not.toContain('张三的电话');
    });

    it('is one act for its key', async () => {
      const key = { 'idempotency-key': 'one-matter-once' };
      const first = await clerk.post('/applications/bundles', submission(), key);
      expect((await clerk.post('/applications/bundles', submission(), key)).body).toEqual(first.body);
    });
  });

  describe('accepting', () => {
    it('accepts all members in one act: each its own number, notice and plan, with bundle, predecessors and hold', async () => {
      const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
      const planOf = async (item: string): Promise<Content> =>
        fromBinary(CaseAcceptedSchema, await payload(ids[item], 'CaseAccepted')).plan;
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
      const { applicationId, cases } = await lodged({ materials: [{ ref: 'form' }, { ref: 'sign' }] });
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
        const { applicationId, cases } = await lodged();
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
      const { cases } = await lodged({ optionalMembers: [] });
      const ids = caseOf(cases);
      desk.clock.moveTo(9 * 86_400_000);
      await eventually(async () => {
        const plan = fromBinary(CaseAcceptedSchema, await payload(ids['B2'] ?? '', 'CaseAccepted')).plan;
        expect(plan).toMatchObject({ bundleId: 'YJS9', predecessorCaseIds: [ids['B1']] });
      });
      desk.clock.moveTo(0);
    });

    it('knows no case of another application, and nobody without a letter', async () => {
      const [one, other] = [await lodged(), await lodged()];
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
      const event = fromBinary(ApplicationAnsweredSchema, await payload(applicationId, 'ApplicationAnswered'));
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
      const { applicationId, cases } = await lodged({ optionalMembers: [] });
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
