import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseAcceptedSchema, CorrectionRequestedSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { accepted, creditCode, firm, forFirm, forPerson, lodged } from './applications.js';
import { type Content, Desk, type Person } from './desk.js';

const day = 86_400_000;

describe('acceptance and correction', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  describe('accepting', () => {
    it('lodges, then accepts with a plan, a case number and a sealed notice', async () => {
      const { caseId, version, state, answerDueAt } = await lodged(
        clerk,
        forFirm(['apply', 'plan'], {
          delivery: {
            mode: 'courier',
            recipient: '李四',
            phone: '13700000000',
            address: '示范县中心路 1 号',
          },
        }),
      );
      expect({ state, version }).toEqual({ state: 'lodged', version: 1 });
      expect(new Date(answerDueAt).getTime()).toBeGreaterThan(Date.now());
      const answer = await clerk.accept(`/cases/${caseId}/accept`, version);
      expect(answer.body).toMatchObject({ state: 'accepted', version: 2 });
      expect(answer.body.noticeNumber).toMatch(/^示范政务受〔\d{4}〕\d{5}号$/);
      expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted']);
      const event = await desk.firstSaid(CaseAcceptedSchema, caseId);
      expect(event.plan?.holds.map(({ kind }) => kind)).toEqual(['certificate']);
      expect(event.plan?.clocks.map(({ kind }) => kind)).toEqual(['statutory', 'promised']);
      expect(event.plan?.tasks).toMatchObject([{ departmentId: 'dept-sj', lead: true }]);
      expect(event.delivery?.mode).toBe('courier');
      expect(desk.vault.open(event.sealedApplicant, `applicant:${caseId}`)).toMatchObject({
        name: firm.name,
        idKind: 'credit-code',
        idNumber: creditCode,
      });
      expect(desk.vault.open(event.delivery?.sealedAddress ?? '', `delivery:${caseId}`)).toMatchObject({
        recipient: '李四',
      });
      const [timer] = await desk.rows('SELECT state FROM due_timer WHERE subject_id = ?', [caseId]);
      expect(timer.state).toBe('cancelled');
      const [ledger] = await desk.rows("SELECT letter_id FROM ledger WHERE aggregate_id = ? AND act = 'accept'", [
        caseId,
      ]);
      expect(ledger.letter_id).toBe('letter-dept-sj');
      const file = await eventually(async () => {
        const notice = await clerk.get(`/notices/${answer.body.documentId}/file`);
        expect(notice.status).toBe(200);
        return notice;
      });
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      const notices = await clerk.get(`/cases/${caseId}/notices`);
      expect(notices.body.items).toMatchObject([
        { kind: 'acceptance', state: 'sealed', number: answer.body.noticeNumber },
      ]);
    });

    it('takes an immediate item on the same day without holds', async () => {
      const { caseId } = await accepted(clerk, forPerson());
      const event = await desk.firstSaid(CaseAcceptedSchema, caseId);
      expect(event.plan?.holds).toEqual([]);
      const due = event.plan?.clocks.map(
        ({ startsAt, dueAt }) => new Date(dueAt).getTime() - new Date(startsAt).getTime(),
      );
      expect(due?.every((milliseconds) => milliseconds >= 0 && milliseconds < day)).toBe(true);
    });

    it('names every mandatory material that is missing, and no other', async () => {
      const { caseId } = await lodged(clerk, forFirm([]));
      const { status, body } = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect([status, body.code]).toEqual([409, 'case.material-missing']);
      expect(body.errors.map(({ field }: Content) => field)).toEqual(['materials.apply', 'materials.plan']);
    });

    it('refuses a clerk outside the letter, and writes it down', async () => {
      const { caseId } = await lodged(clerk, forPerson({ itemId: 'RS01' }));
      const { status, body } = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect([status, body.code]).toEqual([403, 'authority.letter-missing']);
      const audit = await desk.rows("SELECT code FROM access_audit WHERE kind = 'refused' AND object LIKE ?", [
        `%${caseId}%`,
      ]);
      expect(audit).toEqual([{ code: 'authority.letter-missing' }]);
    });
  });

  describe('correcting', () => {
    it('tells two defects once, takes both cures and accepts', async () => {
      const { caseId } = await lodged(clerk, forFirm(['apply']));
      const defects = [
        { materialRef: 'apply', reasonClass: 'incorrect', wanted: '加盖公章' },
        { materialRef: 'plan', reasonClass: 'missing', wanted: '提交平面布局图' },
      ];
      const told = await clerk.act(`/cases/${caseId}/correct`, 1, { defects });
      expect(told.body).toMatchObject({ state: 'under-correction', version: 2 });
      expect(told.body.noticeNumber).toMatch(/^示范政务补〔/);
      const event = await desk.firstSaid(CorrectionRequestedSchema, caseId);
      expect(event.defects.map(({ materialName }) => materialName)).toEqual(['申请书', '平面布局图']);
      const half = await clerk.act(`/cases/${caseId}/cure`, 2, { materials: [{ ref: 'plan' }] });
      expect([half.status, half.body.code, half.body.errors[0].field]).toEqual([
        409,
        'case.defect-unanswered',
        'materials.apply',
      ]);
      const cured = await clerk.act(`/cases/${caseId}/cure`, 2, { materials: [{ ref: 'plan' }, { ref: 'apply' }] });
      expect(cured.body).toMatchObject({ state: 'lodged', version: 3 });
      const again = await clerk.act(`/cases/${caseId}/correct`, 3, { defects });
      expect([again.status, again.body.code]).toEqual([409, 'case.corrected-already']);
      const done = await clerk.accept(`/cases/${caseId}/accept`, 3);
      expect(done.body.state).toBe('accepted');
      expect(await desk.typesSaid(caseId)).toEqual([
        'ApplicationLodged',
        'CorrectionRequested',
        'CorrectionCured',
        'CaseAccepted',
      ]);
      const timers = await desk.rows('SELECT state FROM due_timer WHERE subject_id = ?', [caseId]);
      expect(timers.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    });

    it('must not demand what is shared, nor what is not on the list', async () => {
      const { caseId } = await lodged(clerk);
      const shared = await clerk.act(`/cases/${caseId}/correct`, 1, {
        defects: [{ materialRef: 'biz', reasonClass: 'missing', wanted: '执照' }],
      });
      expect([shared.status, shared.body.code]).toEqual([409, 'material.must-not-be-demanded']);
      const unlisted = await clerk.act(`/cases/${caseId}/correct`, 1, {
        defects: [{ materialRef: 'gift', reasonClass: 'missing', wanted: '烟' }],
      });
      expect([unlisted.status, unlisted.body.code]).toEqual([400, 'material.not-on-list']);
      expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged']);
    });
  });

  describe('deemed acceptance', () => {
    const moveDays = async (days: number): Promise<void> => {
      desk.clock.moveTo(days * day);
    };
    afterAll(() => desk.clock.moveTo(0));

    it('fires when five working days pass without a notice, from the day of receipt', async () => {
      const { caseId } = await lodged(clerk, forFirm(['apply']));
      const corrected = await lodged(clerk, forFirm(['apply']));
      await clerk.act(`/cases/${corrected.caseId}/correct`, 1, {
        defects: [{ materialRef: 'plan', reasonClass: 'missing', wanted: '布局图' }],
      });
      await moveDays(9);
      await eventually(async () => expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted']));
      const event = await desk.firstSaid(CaseAcceptedSchema, caseId);
      expect({ deemed: event.deemed, notice: event.noticeNumber, by: event.acceptedBy }).toEqual({
        deemed: true,
        notice: '',
        by: 'system',
      });
      const [row] = await desk.rows('SELECT lodged_at, accepted_at FROM service_case WHERE case_id = ?', [caseId]);
      expect(row.accepted_at).toEqual(row.lodged_at);
      expect(await desk.typesSaid(corrected.caseId)).toEqual(['ApplicationLodged', 'CorrectionRequested']);
      await moveDays(0);
    });
  });
});
