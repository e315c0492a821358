import { createHash } from 'node:crypto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseAcceptedSchema,
  CaseClosedSchema,
  CaseDecidedSchema,
  CaseWithdrawnSchema,
  CorrectionRequestedSchema,
  ItemWithdrawnSchema,
  ItemPublishedSchema,
  ResultDeliveredSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { type Content, Desk, type Person } from './desk.js';
import { registration } from './items.js';

const idNumber = '11010519491231002X';
const creditCode = '91350100M000100Y43';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
const day = 86_400_000;

const firm = { kind: 'organisation', name: '示范餐饮有限公司', creditCode, phone: '13800138000' };
const person = { kind: 'natural-person', name: '张三丰', idNumber, phone: '13912345678' };
const fetches = { mode: 'window' };
const forFirm = (refs: string[], more: object = {}): object => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: firm,
  // The deferrable one too; outstanding.int-spec.ts leaves it out.
  materials: [...refs, 'rules'].map((ref) => ({ ref })),
  delivery: fetches,
  ...more,
});
const forPerson = (more: object = {}): object => ({
  channel: 'window',
  itemId: 'MZ03',
  applicant: person,
  materials: [{ ref: 'apply' }],
  delivery: fetches,
  ...more,
});

describe('the front desk', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const lodged = async (body: object = forFirm(['apply', 'plan'])): Promise<Content> => {
    const { status, body: answer } = await clerk.post('/applications', body);
    expect(status).toBe(201);
    return answer;
  };
  const accepted = async (body?: object): Promise<Content> => {
    const { caseId, version } = await lodged(body);
    const answer = await clerk.accept(`/cases/${caseId}/accept`, version);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const said = async (caseId: string): Promise<string[]> => {
    const rows = await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version', [caseId]);
    return rows.map(({ type }) => type.split('.').at(-1));
  };
  const lastEvent = async (caseId: string, type: string): Promise<Buffer> => {
    const [row] = await desk.rows('SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE ?', [
      caseId,
      `%.${type}`,
    ]);
    return row.payload;
  };

  describe('lodging and accepting', () => {
    it('lodges, then accepts with a plan, a case number and a sealed notice', async () => {
      const { caseId, version, state, answerDueAt } = await lodged(
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
      expect(await said(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted']);
      const event = fromBinary(CaseAcceptedSchema, await lastEvent(caseId, 'CaseAccepted'));
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

    it('shows the case masked, and clear only for a recorded purpose', async () => {
      const { caseId } = await lodged(forPerson());
      const view = await clerk.get(`/cases/${caseId}`);
      expect(view.body.applicant).toEqual({
        kind: 'natural-person',
        name: '张*丰',
        idKind: 'id-number',
        idNumber: '110105********002X',
        phone: '139****5678',
      });
      expect(view.bytes.toString()).not.toContain(idNumber);
      expect(view.body.materials).toMatchObject([{ ref: 'apply', status: 'present', mandatory: true }]);
      const clear = await clerk.post(`/cases/${caseId}/reveal`, { purpose: '核对身份' });
      expect(clear.body.applicant).toMatchObject({ name: '张三丰', idNumber });
      const audit = await desk.rows(
        "SELECT purpose, person_id FROM access_audit WHERE kind = 'clear-view' AND object = ?",
        [`case:${caseId}`],
      );
      expect(audit).toEqual([{ purpose: '核对身份', person_id: 'clerk' }]);
      const kept = await desk.rows('SELECT answer FROM idempotency_key WHERE answer LIKE ?', [`%${idNumber}%`]);
      expect(kept).toEqual([]);
    });

    it('gives the same answer to a repeated key and refuses the key with another body', async () => {
      const key = { 'idempotency-key': 'the-same-key-1' };
      const first = await clerk.post('/applications', forPerson(), key);
      const second = await clerk.post('/applications', forPerson(), key);
      expect(second.body).toEqual(first.body);
      const other = await clerk.post(
        '/applications',
        forPerson({ delivery: { mode: 'locker', phone: '13712345678' } }),
        key,
      );
      expect([other.status, other.body.code]).toEqual([422, 'idempotency.key-reused']);
    });

    it('takes an immediate item on the same day without holds', async () => {
      const { caseId } = await accepted(forPerson());
      const event = fromBinary(CaseAcceptedSchema, await lastEvent(caseId, 'CaseAccepted'));
      expect(event.plan?.holds).toEqual([]);
      const due = event.plan?.clocks.map(
        ({ startsAt, dueAt }) => new Date(dueAt).getTime() - new Date(startsAt).getTime(),
      );
      expect(due?.every((milliseconds) => milliseconds >= 0 && milliseconds < day)).toBe(true);
    });

    it('lists what was lodged by page, state and item', async () => {
      const { caseId } = await lodged();
      await lodged();
      const first = await clerk.get('/cases?state=lodged&itemId=SJ04&limit=1');
      expect(first.body.items).toHaveLength(1);
      const next = await clerk.get(`/cases?state=lodged&itemId=SJ04&limit=1&cursor=${first.body.next}`);
      expect(next.body.items[0].caseId).toBe(caseId);
    });
  });

  describe('correcting', () => {
    it('tells two defects once, takes both cures and accepts', async () => {
      const { caseId } = await lodged(forFirm(['apply']));
      const defects = [
        { materialRef: 'apply', reasonClass: 'incorrect', wanted: '加盖公章' },
        { materialRef: 'plan', reasonClass: 'missing', wanted: '提交平面布局图' },
      ];
      const told = await clerk.act(`/cases/${caseId}/correct`, 1, { defects });
      expect(told.body).toMatchObject({ state: 'under-correction', version: 2 });
      expect(told.body.noticeNumber).toMatch(/^示范政务补〔/);
      const event = fromBinary(CorrectionRequestedSchema, await lastEvent(caseId, 'CorrectionRequested'));
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
      expect(await said(caseId)).toEqual([
        'ApplicationLodged',
        'CorrectionRequested',
        'CorrectionCured',
        'CaseAccepted',
      ]);
      const timers = await desk.rows('SELECT state FROM due_timer WHERE subject_id = ?', [caseId]);
      expect(timers.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    });

    it('must not demand what is shared, nor what is not on the list', async () => {
      const { caseId } = await lodged();
      const shared = await clerk.act(`/cases/${caseId}/correct`, 1, {
        defects: [{ materialRef: 'biz', reasonClass: 'missing', wanted: '执照' }],
      });
      expect([shared.status, shared.body.code]).toEqual([409, 'material.must-not-be-demanded']);
      const unlisted = await clerk.act(`/cases/${caseId}/correct`, 1, {
        defects: [{ materialRef: 'gift', reasonClass: 'missing', wanted: '烟' }],
      });
      expect([unlisted.status, unlisted.body.code]).toEqual([400, 'material.not-on-list']);
      expect(await said(caseId)).toEqual(['ApplicationLodged']);
    });
  });

  describe('deemed acceptance', () => {
    const moveDays = async (days: number): Promise<void> => {
      desk.clock.moveTo(days * day);
    };
    afterAll(() => desk.clock.moveTo(0));

    it('fires when five working days pass without a notice, from the day of receipt', async () => {
      const { caseId } = await lodged(forFirm(['apply']));
      const corrected = await lodged(forFirm(['apply']));
      await clerk.act(`/cases/${corrected.caseId}/correct`, 1, {
        defects: [{ materialRef: 'plan', reasonClass: 'missing', wanted: '布局图' }],
      });
      await moveDays(9);
      await eventually(async () => expect(await said(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted']));
      const event = fromBinary(CaseAcceptedSchema, await lastEvent(caseId, 'CaseAccepted'));
      expect({ deemed: event.deemed, notice: event.noticeNumber, by: event.acceptedBy }).toEqual({
        deemed: true,
        notice: '',
        by: 'system',
      });
      const [row] = await desk.rows('SELECT lodged_at, accepted_at FROM service_case WHERE case_id = ?', [caseId]);
      expect(row.accepted_at).toEqual(row.lodged_at);
      expect(await said(corrected.caseId)).toEqual(['ApplicationLodged', 'CorrectionRequested']);
      await moveDays(0);
    });
  });

  describe('ending otherwise', () => {
    const refusal = {
      reasonClass: 'not-our-power',
      reason: '不属于本机关职权范围',
      legalBasis: ['行政许可法第三十二条'],
      remedy: '可在六十日内申请行政复议。',
    };

    it('refuses with reason, basis, remedy and a sealed notice', async () => {
      const { caseId } = await lodged();
      const { body } = await clerk.act(`/cases/${caseId}/refuse`, 1, refusal);
      expect(body.state).toBe('refused');
      expect(body.noticeNumber).toMatch(/^示范政务不受〔/);
      const view = await clerk.get(`/cases/${caseId}`);
      expect(view.body.refusal).toMatchObject(refusal);
      expect(await said(caseId)).toEqual(['ApplicationLodged', 'CaseRefused']);
      const late = await clerk.accept(`/cases/${caseId}/accept`, 2);
      expect([late.status, late.body.code]).toEqual([409, 'case.transition-refused']);
    });

    it('does not call a correction lapsed while there is time', async () => {
      const { caseId } = await lodged();
      const { status, body } = await clerk.act(`/cases/${caseId}/refuse`, 1, {
        ...refusal,
        reasonClass: 'correction-lapsed',
      });
      expect([status, body.code]).toEqual([409, 'case.cure-period-running']);
    });

    it('withdraws at once before acceptance', async () => {
      const { caseId } = await lodged();
      const { body } = await clerk.act(`/cases/${caseId}/withdraw`, 1, { reason: '不办了' });
      expect(body).toMatchObject({ state: 'withdrawn', version: 2 });
      expect(await said(caseId)).toEqual(['ApplicationLodged', 'ApplicationWithdrawn']);
    });

    it('asks review after acceptance, once; review refuses, then grants', async () => {
      const { caseId } = await accepted();
      const first = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' });
      expect(first.body).toMatchObject({ state: 'accepted', version: 2 });
      const twice = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' });
      expect([twice.status, twice.body.code]).toEqual([409, 'withdrawal.requested-already']);
      expect(await said(first.body.requestId)).toEqual(['WithdrawalRequested']);
      await desk.hear(
        desk.fact(WithdrawalRefusedSchema, { caseId, requestId: first.body.requestId, reason: '涉及他人利益' }),
      );
      const second = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '仍要撤' });
      await desk.hear(
        desk.fact(CaseWithdrawnSchema, { caseId, requestId: second.body.requestId, noticeNumber: '撤1' }),
      );
      const view = await clerk.get(`/cases/${caseId}`);
      expect(view.body).toMatchObject({
        state: 'withdrawn',
        outcome: 'withdrawn',
        withdrawal: { state: 'granted', answer: '撤1' },
      });
      expect(await said(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted', 'CaseClosed']);
    });

    it('closes when the result was delivered, with the outcome of the decision', async () => {
      const { caseId } = await accepted();
      await desk.hear(desk.fact(CaseDecidedSchema, { caseId, outcome: 'denied' }));
      await desk.hear(desk.fact(ResultDeliveredSchema, { caseId, outcome: 'denied', mode: 'window' }));
      expect(fromBinary(CaseClosedSchema, await lastEvent(caseId, 'CaseClosed')).outcome).toBe('denied');
      const late = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '太迟' });
      expect([late.status, late.body.code]).toEqual([409, 'case.transition-refused']);
    });
  });

  describe('files', () => {
    it('keeps a file by its content, moves the version and gives it back', async () => {
      const { caseId } = await lodged(forFirm(['apply']));
      const name = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('张三.pdf')}` };
      const sent = await clerk.upload(`/cases/${caseId}/materials/plan/file`, pdf, 'application/pdf', name);
      expect(sent.body).toMatchObject({
        version: 2,
        status: 'present',
        type: 'application/pdf',
        size: pdf.length,
        sha256: createHash('sha256').update(pdf).digest('hex'),
      });
      const stale = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect([stale.status, stale.body.code]).toEqual([412, 'case.stale-version']);
      const back = await clerk.get(`/cases/${caseId}/files/plan`);
      expect(back.bytes.equals(pdf)).toBe(true);
      expect(back.type).toBe('application/pdf');
      const [line] = await desk.rows(
        "SELECT sealed_file_name FROM material_received WHERE case_id = ? AND material_ref = 'plan'",
        [caseId],
      );
      expect(desk.vault.open(line.sealed_file_name, `file:${caseId}`)).toEqual({ fileName: '张三.pdf' });
      const none = await clerk.get(`/cases/${caseId}/files/apply`);
      expect([none.status, none.body.code]).toEqual([404, 'material.file-not-found']);
    });

    it('lets files come side by side', async () => {
      const { caseId } = await lodged(forFirm([]));
      const refs = ['apply', 'plan', 'rules', 'photo'];
      const answers = await Promise.all(
        refs.map(async (ref) => clerk.upload(`/cases/${caseId}/materials/${ref}/file`, pdf, 'application/pdf')),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.map(({ body }) => body.version).sort((a: number, b: number) => a - b)).toEqual([2, 3, 4, 5]);
    });

    it.each([
      ['an executable called PDF', Buffer.from('MZ\u0090\u0000 not a document'), 400, 'material.type-refused'],
      ['an archive', Buffer.from('504b0304140000000000', 'hex'), 400, 'material.type-refused'],
      ['11 MB', Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)]), 413, 'material.too-large'],
      ['nothing', Buffer.alloc(0), 400, 'material.file-missing'],
    ])('refuses %s', async (_, bytes, status, code) => {
      const { caseId } = await lodged();
      const sent = await clerk.upload(`/cases/${caseId}/materials/plan/file`, bytes, 'application/pdf');
      expect([sent.status, sent.body.code]).toEqual([status, code]);
      expect((await clerk.get(`/cases/${caseId}`)).body.version).toBe(1);
    });

    it('takes a file over the JSON limit and under its own', async () => {
      const { caseId } = await lodged();
      const sent = await clerk.upload(
        `/cases/${caseId}/materials/plan/file`,
        Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]),
        'application/pdf',
      );
      expect(sent.status).toBe(200);
    });

    it('gives the answer of before to an upload sent again after the case went on', async () => {
      const { caseId } = await lodged();
      const path = `/cases/${caseId}/materials/plan/file`;
      const key = { 'idempotency-key': newId() };
      const sent = await clerk.upload(path, pdf, 'application/pdf', key);
      expect(sent.status).toBe(200);
      expect((await clerk.accept(`/cases/${caseId}/accept`, 2)).status).toBe(200);
      const again = await clerk.upload(path, pdf, 'application/pdf', key);
      expect([again.status, again.body]).toEqual([200, sent.body]);
      const fresh = await clerk.upload(path, pdf, 'application/pdf');
      expect([fresh.status, fresh.body.code]).toEqual([409, 'case.materials-closed']);
      const other = Buffer.concat([pdf, Buffer.from(' ')]);
      expect((await clerk.upload(path, other, 'application/pdf', key)).body.code).toBe('idempotency.key-reused');
    });

    it('refuses a damaged file, a missing digest, an unknown material', async () => {
      const { caseId } = await lodged();
      const path = `/cases/${caseId}/materials/plan/file`;
      const other = `sha-256=:${createHash('sha256').update('x').digest('base64')}:`;
      expect((await clerk.upload(path, pdf, 'application/pdf', { 'content-digest': other })).body.code).toBe(
        'material.digest-mismatch',
      );
      expect((await clerk.upload(path, pdf, 'application/pdf', { 'content-digest': 'md5=:x:' })).body.code).toBe(
        'material.digest-required',
      );
      const unlisted = await clerk.upload(`/cases/${caseId}/materials/gift/file`, pdf, 'application/pdf');
      expect([unlisted.status, unlisted.body.code]).toEqual([400, 'material.not-on-list']);
    });
  });

  describe('a citizen', () => {
    it('lodges online, uploads and cures for themselves only', async () => {
      const index = desk.vault.index('id-number', idNumber);
      const me = await desk.citizen(index);
      const online = forPerson({ channel: 'online', hallId: 'hall-530129' });
      const mine = await me.post('/applications', online);
      expect([mine.status, mine.body.state]).toEqual([201, 'lodged']);
      const { caseId } = mine.body;
      const early = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect(early.body.code).toBe('case.material-missing');
      const told = await clerk.act(`/cases/${caseId}/correct`, 1, {
        defects: [{ materialRef: 'apply', reasonClass: 'missing', wanted: '申请书' }],
      });
      expect(told.status).toBe(200);
      const bare = await me.act(`/cases/${caseId}/cure`, 2, { materials: [{ ref: 'apply' }] });
      expect(bare.body.code).toBe('case.defect-unanswered');
      const sent = await me.upload(`/cases/${caseId}/materials/apply/file`, pdf, 'application/pdf');
      const cured = await me.act(`/cases/${caseId}/cure`, sent.body.version, { materials: [{ ref: 'apply' }] });
      expect(cured.body.state).toBe('lodged');
      expect((await me.get('/cases')).body.items.every((row: Content) => row.applicant.name === '张*丰')).toBe(true);
      const stranger = await desk.citizen(desk.vault.index('id-number', '440524188001010014'));
      expect((await stranger.get(`/cases/${caseId}`)).status).toBe(404);
      expect((await stranger.act(`/cases/${caseId}/withdraw`, 4, { reason: '捣乱' })).body.code).toBe('case.not-found');
      expect((await stranger.post('/applications', online)).body.code).toBe('authority.not-own');
      expect((await me.accept(`/cases/${caseId}/accept`, 4)).body.code).toBe('authority.not-staff');
      expect((await me.post('/applications', forPerson())).body.errors[0].code).toBe('application.channel-refused');
    });
  });

  describe('bad input', () => {
    it.each([
      ['an unknown item', { itemId: 'XX99' }, 400, 'item.unknown', 'itemId'],
      [
        'a wrong credit code',
        { applicant: { ...firm, creditCode: '91350100M000100Y44' } },
        400,
        'request.invalid',
        'applicant.creditCode',
      ],
      [
        'a wrong ID number',
        { applicant: { ...person, idNumber: '110105194912310021' } },
        400,
        'request.invalid',
        'applicant.idNumber',
      ],
      [
        'a person where organisations are served',
        { applicant: person },
        400,
        'item.applicant-kind-not-served',
        'applicant.kind',
      ],
      ['a material off the list', { materials: [{ ref: 'gift' }] }, 400, 'material.not-on-list', 'materials.0.ref'],
      [
        'a courier without an address',
        { delivery: { mode: 'courier', recipient: '李四', phone: '13700000000' } },
        400,
        'request.invalid',
        'delivery.address',
      ],
      ['an unknown field', { favour: true }, 400, 'request.invalid', 'favour'],
      ['post without a parcel number', { channel: 'post' }, 400, 'request.invalid', 'parcelNumber'],
    ])('refuses %s', async (_, change, status, code, field) => {
      const before = await desk.rows('SELECT COUNT(*) AS cases FROM service_case');
      const answer = await clerk.post('/applications', forFirm(['apply'], change));
      expect([answer.status, answer.body.code, answer.body.errors[0].field]).toEqual([status, code, field]);
      expect(answer.type).toContain('application/problem+json');
      expect(answer.bytes.toString()).not.toContain(idNumber);
      expect(await desk.rows('SELECT COUNT(*) AS cases FROM service_case')).toEqual(before);
    });

    it('names every mandatory material that is missing, and no other', async () => {
      const { caseId } = await lodged(forFirm([]));
      const { status, body } = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect([status, body.code]).toEqual([409, 'case.material-missing']);
      expect(body.errors.map(({ field }: Content) => field)).toEqual(['materials.apply', 'materials.plan']);
    });

    it('refuses an act without key, version or token, or with an expired one', async () => {
      const { caseId } = await lodged();
      expect((await clerk.post('/applications', forPerson(), { 'idempotency-key': '' })).body.code).toBe(
        'idempotency.key-required',
      );
      expect((await clerk.post(`/cases/${caseId}/accept`)).status).toBe(428);
      const gone = await desk.staff('clerk', -60);
      expect((await gone.get(`/cases/${caseId}`)).body.code).toBe('token.expired');
    });

    it('refuses a clerk outside the letter, and writes it down', async () => {
      const { caseId } = await lodged(forPerson({ itemId: 'RS01' }));
      const { status, body } = await clerk.accept(`/cases/${caseId}/accept`, 1);
      expect([status, body.code]).toEqual([403, 'authority.letter-missing']);
      const audit = await desk.rows("SELECT code FROM access_audit WHERE kind = 'refused' AND object LIKE ?", [
        `%${caseId}%`,
      ]);
      expect(audit).toEqual([{ code: 'authority.letter-missing' }]);
    });

    it("answers for another region's case as if there were none, and writes it down", async () => {
      const { caseId } = await lodged();
      const far = await desk.staff('far-clerk');
      expect((await far.get(`/cases/${caseId}`)).body.code).toBe('case.not-found');
      expect((await far.accept(`/cases/${caseId}/accept`, 1)).body.code).toBe('case.not-found');
      expect((await far.get('/cases')).body.items).toEqual([]);
      const audit = await desk.rows("SELECT code FROM access_audit WHERE person_id = 'far-clerk'");
      expect(audit).toEqual([{ code: 'case.not-found' }, { code: 'case.not-found' }]);
    });

    it('shows department staff what lies with their department', async () => {
      const { caseId } = await lodged();
      expect((await (await desk.staff('reviewer-sj')).get(`/cases/${caseId}`)).status).toBe(200);
      expect((await (await desk.staff('reviewer-mz')).get(`/cases/${caseId}`)).status).toBe(404);
    });

    it('takes no case for a withdrawn item until a newer version comes; running cases keep theirs', async () => {
      const item = { ...registration, itemId: 'MZ77' };
      await desk.hear(desk.fact(ItemPublishedSchema, { item, effectiveFrom: '2020-01-01T00:00:00Z' }));
      const { caseId } = await lodged(forPerson({ itemId: 'MZ77' }));
      await desk.hear(desk.fact(ItemWithdrawnSchema, { itemId: 'MZ77', version: 1, reason: '取消' }));
      const { status, body } = await clerk.post('/applications', forPerson({ itemId: 'MZ77' }));
      expect([status, body.code]).toEqual([409, 'item.withdrawn']);
      expect((await clerk.accept(`/cases/${caseId}/accept`, 1)).status).toBe(200);
      await desk.hear(
        desk.fact(ItemPublishedSchema, { item: { ...item, version: 2 }, effectiveFrom: '2020-01-01T00:00:00Z' }),
      );
      expect((await lodged(forPerson({ itemId: 'MZ77' }))).itemVersion).toBe(2);
    });
  });

  it('publishes what it says on its own subjects', async () => {
    const { caseId } = await lodged();
    await eventually(async () => {
      const rows = await desk.rows('SELECT state, subject FROM outbox WHERE aggregate_id = ?', [caseId]);
      expect(rows).toEqual([{ state: 'published', subject: `evt.intake.v1.application-lodged.530129.${caseId}` }]);
    });
  });
});
