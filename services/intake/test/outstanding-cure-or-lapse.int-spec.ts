import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseDecidedSchema,
  CaseLapsedSchema,
  CaseWithdrawnSchema,
  DecisionRevokedSchema,
  OutstandingMaterialCuredSchema,
  OutstandingMaterialLapsedSchema,
  ResultDeliveredSchema,
} from '#lib/contracts';
import { eventually } from '#lib/testing';
import { pdf } from './applications.js';
import { type Answer, type Content, Desk, type Person } from './desk.js';
import { acceptWith, application, lodgedWith, promiseOf } from './promises.js';

const day = 86_400_000;

describe('what was promised', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const seen = { 'if-match': '"1"' };
  const accepted = async (): Promise<string> => {
    const caseId = await lodgedWith(clerk);
    expect((await acceptWith(clerk, caseId, promiseOf(['rules']))).status).toBe(200);
    return caseId;
  };
  const cure = async (caseId: string, body: object = { copies: 1 }, version = 1, by = clerk): Promise<Answer> =>
    by.act(`/cases/${caseId}/outstanding-materials/rules/cure`, version, body);
  const events = async (caseId: string): Promise<Content[]> =>
    desk.rows(
      `SELECT o.type, o.payload FROM outbox o JOIN outstanding_material m ON m.outstanding_id = o.aggregate_id
        WHERE m.case_id = ? ORDER BY o.aggregate_version`,
      [caseId],
    );
  const view = async (caseId: string): Promise<Content> => (await clerk.get(`/cases/${caseId}`)).body;
  const outstandingState = async (caseId: string): Promise<string> =>
    (await view(caseId)).outstandingMaterials.map(({ state }: Content) => state).join();

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
      const [one, two] = [await accepted(), await lodgedWith(clerk, ['apply', 'plan', 'rules'])];
      await acceptWith(clerk, two);
      const other = await cure(two);
      expect([other.status, other.body.code]).toEqual([404, 'outstanding-material.not-found']);
      const wrong = await clerk.act(`/cases/${one}/outstanding-materials/plan/cure`, 1, { copies: 1 });
      expect([wrong.status, wrong.body.code]).toEqual([404, 'outstanding-material.not-found']);
      expect(wrong.body.detail).toContain('rules');
      expect((await cure('nobody')).body.code).toBe('case.not-found');
      expect(await events(one)).toEqual([]);
    });

    it('needs the version, a key, a right, and copies that can be', async () => {
      const caseId = await accepted();
      const path = `/cases/${caseId}/outstanding-materials/rules/cure`;
      expect((await clerk.post(path, { copies: 1 })).status).toBe(428);
      expect((await clerk.post(path, { copies: 1 }, { ...seen, 'idempotency-key': '' })).body.code).toBe(
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
      const headers = { ...seen, 'idempotency-key': `cure-${caseId}` };
      const path = `/cases/${caseId}/outstanding-materials/rules/cure`;
      const first = await clerk.post(path, { copies: 1 }, headers);
      const second = await clerk.post(path, { copies: 1 }, headers);
      expect([second.status, second.body]).toEqual([200, first.body]);
      expect(await events(caseId)).toHaveLength(1);
    });

    it('counts what is still outstanding, also when two come at once', async () => {
      const { caseId } = (await clerk.post('/applications', { ...application(['apply', 'plan']), itemId: 'SJ05' }))
        .body;
      expect((await acceptWith(clerk, caseId, promiseOf(['rules', 'health']))).status).toBe(200);
      const answers = await Promise.all([
        cure(caseId),
        clerk.act(`/cases/${caseId}/outstanding-materials/health/cure`, 1, { copies: 1 }),
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
