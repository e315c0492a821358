import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseAcceptedSchema,
  CaseDecidedSchema,
  CaseLapsedSchema,
  CaseWithdrawnSchema,
  DecisionRevokedSchema,
  OutstandingMaterialCuredSchema,
  OutstandingMaterialLapsedSchema,
  ResultDeliveredSchema,
} from '#lib/contracts';
import { eventually } from '#lib/testing';
import { type Answer, type Content, Desk, type Person } from './desk.js';
import { application, promiseOf } from './promises.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
const day = 86_400_000;

describe('accepting with outstanding materials', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const seen = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });
  const lodged = async (refs = ['apply', 'plan']): Promise<string> => {
    const { status, body } = await clerk.post('/applications', application(refs));
    expect(status).toBe(201);
    return body.caseId;
  };
  const accept = async (caseId: string, promise: object | undefined, version = 1): Promise<Answer> =>
    clerk.post(`/cases/${caseId}/accept`, promise === undefined ? {} : { promise }, seen(version));
  const accepted = async (): Promise<string> => {
    const caseId = await lodged();
    expect((await accept(caseId, promiseOf(['rules']))).status).toBe(200);
    return caseId;
  };
  const cure = async (caseId: string, body: object = { copies: 1 }, version = 1, by = clerk): Promise<Answer> =>
    by.post(`/cases/${caseId}/outstanding-materials/rules/cure`, body, seen(version));
  const events = async (caseId: string): Promise<Content[]> =>
    desk.rows(
      `SELECT o.type, o.payload FROM outbox o JOIN outstanding_material m ON m.outstanding_id = o.aggregate_id
        WHERE m.case_id = ? ORDER BY o.aggregate_version`,
      [caseId],
    );
  const view = async (caseId: string): Promise<Content> => (await clerk.get(`/cases/${caseId}`)).body;
  const outstandingState = async (caseId: string): Promise<string> =>
    (await view(caseId)).outstandingMaterials.map(({ state }: Content) => state).join();

  describe('the promise', () => {
    it('names a deferrable material that is missing without one, and that it may be promised', async () => {
      const { status, body } = await accept(await lodged(), undefined);
      expect([status, body.code]).toEqual([409, 'case.material-missing']);
      expect(body.errors).toEqual([expect.objectContaining({ field: 'materials.rules', code: 'material.missing' })]);
      expect(body.errors[0].message).toContain('容缺');
    });

    it('does not replace a mandatory material', async () => {
      const { status, body } = await accept(await lodged(['apply']), promiseOf(['rules']));
      expect([status, body.code]).toEqual([409, 'case.material-missing']);
      expect(body.errors.map(({ field }: Content) => field)).toEqual(['materials.plan']);
    });

    it.each([
      ['one off the list', ['gift'], 'material.not-on-list', 0],
      ['one that must be there', ['rules', 'plan'], 'material.not-deferrable', 1],
      ['one the office obtains itself', ['biz'], 'material.not-deferrable', 0],
      ['the same twice', ['rules', 'rules'], 'material.repeated', 1],
    ])('is refused for %s', async (_, refs, code, place) => {
      const caseId = await lodged();
      const { status, body } = await accept(caseId, promiseOf(refs));
      expect([status, body.code]).toEqual([400, 'promise.refused']);
      expect(body.errors).toEqual([
        expect.objectContaining({ field: `promise.outstanding.${place}.materialRef`, code }),
      ]);
      expect((await view(caseId)).state).toBe('lodged');
    });

    it('is refused for what is there already', async () => {
      const { body } = await accept(await lodged(['apply', 'plan', 'rules']), promiseOf(['rules']));
      expect([body.code, body.errors[0].code]).toEqual(['promise.refused', 'material.present']);
    });

    it.each([
      ['without a signature', { signature: undefined }, 'promise.signature'],
      ['with something else than a PNG', { signature: 'aGVsbG8=' }, 'promise.signature'],
      ['without a name', { promisedBy: '' }, 'promise.promisedBy'],
      ['of nothing', { outstanding: [] }, 'promise.outstanding'],
    ])('is refused %s', async (_, change, field) => {
      const { status, body } = await accept(await lodged(), { ...promiseOf(['rules']), ...change });
      expect([status, body.errors[0].field]).toEqual([400, field]);
    });

    it('puts the material, its date and its hold into the plan, and seals two papers', async () => {
      const caseId = await lodged();
      const { status, body } = await accept(caseId, promiseOf(['rules']));
      expect([status, body.state]).toEqual([200, 'accepted']);
      expect(body.promiseNumber).toMatch(/^示范政务容承〔\d{4}〕\d{5}号$/);
      const [row] = await desk.rows("SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE '%CaseAccepted'", [
        caseId,
      ]);
      const { plan } = fromBinary(CaseAcceptedSchema, row.payload);
      expect(plan?.holds.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
        'certificate ',
        'outstanding-material rules',
      ]);
      expect(plan?.outstandingMaterials).toMatchObject([
        { materialRef: 'rules', cureWorkingDays: 5, promiseNumber: body.promiseNumber, calendarVersion: 'cn-test-1' },
      ]);
      const [line] = (await view(caseId)).outstandingMaterials;
      expect(line).toMatchObject({ materialRef: 'rules', state: 'outstanding', version: 1, curedAt: null });
      expect(line.cureDueAt).toBe(plan?.outstandingMaterials[0]?.cureDueAt);
      expect(line.explanation.map(({ rule }: Content) => rule)).toEqual(expect.arrayContaining(['count', 'end']));
      const papers = await eventually(async () => {
        const { items } = (await clerk.get(`/cases/${caseId}/notices`)).body;
        expect(items.map(({ state }: Content) => state)).toEqual(['sealed', 'sealed']);
        return items;
      });
      expect(papers.map(({ kind }: Content) => kind).sort()).toEqual(['acceptance', 'promise']);
      const paper = await clerk.get(`/notices/${body.promiseDocumentId}/file`);
      expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      const [kept] = await desk.rows('SELECT * FROM deferral_promise WHERE case_id = ?', [caseId]);
      expect(JSON.stringify(kept)).not.toContain('王掌柜');
      expect(desk.vault.open(kept.sealed_promiser, `promise:${caseId}`)).toEqual({ name: '王掌柜' });
    });

    it('plans no hold when nothing is outstanding', async () => {
      const caseId = await lodged(['apply', 'plan', 'rules']);
      expect((await accept(caseId, undefined)).status).toBe(200);
      const { plan, outstandingMaterials } = await view(caseId);
      expect([plan.holds.map(({ kind }: Content) => kind), outstandingMaterials]).toEqual([['certificate'], []]);
    });
  });

  describe('the cure', () => {
    it('takes paper at the desk, says so once and calls the limit off', async () => {
      const caseId = await accepted();
      const { status, body } = await cure(caseId);
      expect([status, body]).toEqual([
        200,
        { caseId, materialRef: 'rules', state: 'cured', version: 2, stillOutstanding: 0 },
      ]);
      const said = await events(caseId);
      expect(said.map(({ type }) => type)).toEqual(['yichuang.intake.v1.OutstandingMaterialCured']);
      expect(fromBinary(OutstandingMaterialCuredSchema, said[0].payload)).toMatchObject({
        caseId,
        materialRef: 'rules',
      });
      const timers = await desk.rows(
        'SELECT t.state FROM due_timer t JOIN outstanding_material m ON m.outstanding_id = t.subject_id WHERE m.case_id = ?',
        [caseId],
      );
      expect(timers).toEqual([{ state: 'cancelled' }]);
      const rules = (await view(caseId)).materials.find(({ ref }: Content) => ref === 'rules');
      expect(rules).toMatchObject({ status: 'present', copies: 1 });
      const again = await cure(caseId, { copies: 1 }, 2);
      expect([again.status, again.body.code]).toEqual([409, 'outstanding-material.transition-refused']);
    });

    it('takes a citizen’s own file, not their word', async () => {
      const caseId = await accepted();
      const me = await desk.citizen(desk.vault.index('credit-code', '91350100M000100Y43'));
      const bare = await cure(caseId, { copies: 1 }, 1, me);
      expect([bare.status, bare.body.code]).toEqual([400, 'outstanding-material.not-brought']);
      const sent = await me.upload(`/cases/${caseId}/materials/rules/file`, pdf, 'application/pdf');
      expect([sent.status, sent.body.outstandingVersion]).toEqual([200, 2]);
      const other = await me.upload(`/cases/${caseId}/materials/plan/file`, pdf, 'application/pdf');
      expect([other.status, other.body.code]).toEqual([409, 'case.materials-closed']);
      const stale = await cure(caseId, {}, 1, me);
      expect([stale.status, stale.body.code]).toEqual([412, 'outstanding-material.stale-version']);
      expect((await cure(caseId, {}, 2, me)).body.state).toBe('cured');
      const stranger = await desk.citizen(desk.vault.index('id-number', '440524188001010014'));
      expect((await cure(caseId, {}, 3, stranger)).body.code).toBe('case.not-found');
    });

    it('refuses what the case was not accepted without, naming what is outstanding', async () => {
      const [one, two] = [await accepted(), await lodged(['apply', 'plan', 'rules'])];
      await accept(two, undefined);
      const other = await cure(two);
      expect([other.status, other.body.code]).toEqual([404, 'outstanding-material.not-found']);
      const wrong = await clerk.post(`/cases/${one}/outstanding-materials/plan/cure`, { copies: 1 }, seen(1));
      expect([wrong.status, wrong.body.code]).toEqual([404, 'outstanding-material.not-found']);
      expect(wrong.body.detail).toContain('rules');
      expect((await cure('nobody')).body.code).toBe('case.not-found');
      expect(await events(one)).toEqual([]);
    });

    it('needs the version, a key, a right, and copies that can be', async () => {
      const caseId = await accepted();
      const path = `/cases/${caseId}/outstanding-materials/rules/cure`;
      expect((await clerk.post(path, { copies: 1 })).status).toBe(428);
      expect((await clerk.post(path, { copies: 1 }, { ...seen(1), 'idempotency-key': '' })).body.code).toBe(
        'idempotency.key-required',
      );
      expect((await cure(caseId, { copies: 0 })).body.errors[0].field).toBe('copies');
      const reviewer = await desk.staff('reviewer-sj');
      expect((await cure(caseId, { copies: 1 }, 1, reviewer)).status).toBe(403);
      const far = await desk.staff('far-clerk');
      expect((await cure(caseId, { copies: 1 }, 1, far)).body.code).toBe('case.not-found');
      expect(await outstandingState(caseId)).toBe('outstanding');
    });

    it('gives the same answer to a repeated key', async () => {
      const caseId = await accepted();
      const headers = { ...seen(1), 'idempotency-key': `cure-${caseId}` };
      const path = `/cases/${caseId}/outstanding-materials/rules/cure`;
      const first = await clerk.post(path, { copies: 1 }, headers);
      const second = await clerk.post(path, { copies: 1 }, headers);
      expect([second.status, second.body]).toEqual([200, first.body]);
      expect(await events(caseId)).toHaveLength(1);
    });

    it('counts what is still outstanding, also when two come at once', async () => {
      const { caseId } = (await clerk.post('/applications', { ...application(['apply', 'plan']), itemId: 'SJ05' }))
        .body;
      expect((await accept(caseId, promiseOf(['rules', 'health']))).status).toBe(200);
      const answers = await Promise.all([
        cure(caseId),
        clerk.post(`/cases/${caseId}/outstanding-materials/health/cure`, { copies: 1 }, seen(1)),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers.map(({ body }) => body.stillOutstanding).sort()).toEqual([0, 1]);
    });
  });

  describe('the end', () => {
    it('voids the promise when the case is withdrawn, denied or revoked', async () => {
      const withdrawn = await accepted();
      const { requestId } = (await clerk.act(`/cases/${withdrawn}/withdraw`, 2, { reason: '不办了' })).body;
      await desk.hear(desk.fact(CaseWithdrawnSchema, { caseId: withdrawn, requestId, noticeNumber: '撤1' }));
      const denied = await accepted();
      await desk.hear(desk.fact(CaseDecidedSchema, { caseId: denied, outcome: 'denied' }));
      const revoked = await accepted();
      await desk.hear(desk.fact(CaseDecidedSchema, { caseId: revoked, outcome: 'approved' }));
      expect(await outstandingState(revoked)).toBe('outstanding');
      await desk.hear(desk.fact(DecisionRevokedSchema, { caseId: revoked, reason: '材料虚假' }));
      for (const caseId of [withdrawn, denied, revoked]) {
        expect(await outstandingState(caseId)).toBe('voided');
        const late = await cure(caseId, { copies: 1 }, 2);
        expect([late.status, late.body.code]).toEqual([409, 'outstanding-material.transition-refused']);
        expect(await events(caseId)).toEqual([]);
      }
      expect(await view(revoked)).toMatchObject({ state: 'revoked', outcome: 'revoked' });
    });

    it('lapses after the last day, and the case follows review', async () => {
      const caseId = await accepted();
      const [{ cureDueAt, promiseNumber }] = (await view(caseId)).outstandingMaterials;
      desk.clock.moveTo(new Date(cureDueAt).getTime() - Date.now() - day);
      expect(await outstandingState(caseId)).toBe('outstanding');
      desk.clock.moveTo(new Date(cureDueAt).getTime() - Date.now() + 1_000);
      const said = await eventually(async () => {
        const rows = await events(caseId);
        expect(rows.map(({ type }) => type)).toEqual(['yichuang.intake.v1.OutstandingMaterialLapsed']);
        return rows;
      });
      desk.clock.moveTo(0);
      expect(fromBinary(OutstandingMaterialLapsedSchema, said[0].payload)).toMatchObject({
        caseId,
        materialRef: 'rules',
        promiseNumber,
      });
      await desk.hear(desk.fact(CaseLapsedSchema, { caseId, materialRef: 'rules', noticeNumber: '终止1' }));
      expect(await view(caseId)).toMatchObject({ state: 'lapsed', outcome: 'lapsed' });
      expect(await outstandingState(caseId)).toBe('lapsed');
      await desk.hear(desk.fact(ResultDeliveredSchema, { caseId, outcome: 'approved', mode: 'window' }));
      const late = await desk.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId]);
      expect(late).toEqual([{ state: 'lapsed' }]);
    });
  });
});
