import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ItemPublishedSchema, ItemWithdrawnSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { firm, forFirm, forPerson, idNumber, lodged, pdf, person } from './applications.js';
import { type Content, Desk, type Person } from './desk.js';
import { registration } from './items.js';

describe('lodging', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

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

  it('takes no case for a withdrawn item until a newer version comes; running cases keep theirs', async () => {
    const item = { ...registration, itemId: 'MZ77' };
    await desk.hear(desk.fact(ItemPublishedSchema, { item, effectiveFrom: '2020-01-01T00:00:00Z' }));
    const { caseId } = await lodged(clerk, forPerson({ itemId: 'MZ77' }));
    await desk.hear(desk.fact(ItemWithdrawnSchema, { itemId: 'MZ77', version: 1, reason: '取消' }));
    const { status, body } = await clerk.post('/applications', forPerson({ itemId: 'MZ77' }));
    expect([status, body.code]).toEqual([409, 'item.withdrawn']);
    expect((await clerk.accept(`/cases/${caseId}/accept`, 1)).status).toBe(200);
    await desk.hear(
      desk.fact(ItemPublishedSchema, { item: { ...item, version: 2 }, effectiveFrom: '2020-01-01T00:00:00Z' }),
    );
    expect((await lodged(clerk, forPerson({ itemId: 'MZ77' }))).itemVersion).toBe(2);
  });

  it('publishes what it says on its own subjects', async () => {
    const { caseId } = await lodged(clerk);
    await eventually(async () => {
      const rows = await desk.rows('SELECT state, subject FROM outbox WHERE aggregate_id = ?', [caseId]);
      expect(rows).toEqual([{ state: 'published', subject: `evt.intake.v1.application-lodged.530129.${caseId}` }]);
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

  describe('who sees what', () => {
    it('shows the case masked, and clear only for a recorded purpose', async () => {
      const { caseId } = await lodged(clerk, forPerson());
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

    it('lists what was lodged by page, state and item', async () => {
      const { caseId } = await lodged(clerk);
      await lodged(clerk);
      const first = await clerk.get('/cases?state=lodged&itemId=SJ04&limit=1');
      expect(first.body.items).toHaveLength(1);
      const next = await clerk.get(`/cases?state=lodged&itemId=SJ04&limit=1&cursor=${first.body.next}`);
      expect(next.body.items[0].caseId).toBe(caseId);
    });

    it("answers for another region's case as if there were none, and writes it down", async () => {
      const { caseId } = await lodged(clerk);
      const far = await desk.staff('far-clerk');
      expect((await far.get(`/cases/${caseId}`)).body.code).toBe('case.not-found');
      expect((await far.accept(`/cases/${caseId}/accept`, 1)).body.code).toBe('case.not-found');
      expect((await far.get('/cases')).body.items).toEqual([]);
      const audit = await desk.rows("SELECT code FROM access_audit WHERE person_id = 'far-clerk'");
      expect(audit).toEqual([{ code: 'case.not-found' }, { code: 'case.not-found' }]);
    });

    it('shows department staff what lies with their department', async () => {
      const { caseId } = await lodged(clerk);
      expect((await (await desk.staff('reviewer-sj')).get(`/cases/${caseId}`)).status).toBe(200);
      expect((await (await desk.staff('reviewer-mz')).get(`/cases/${caseId}`)).status).toBe(404);
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

    it('refuses an act without key, version or token, or with an expired one', async () => {
      const { caseId } = await lodged(clerk);
      expect((await clerk.post('/applications', forPerson(), { 'idempotency-key': '' })).body.code).toBe(
        'idempotency.key-required',
      );
      expect((await clerk.post(`/cases/${caseId}/accept`)).status).toBe(428);
      const gone = await desk.staff('clerk', -60);
      expect((await gone.get(`/cases/${caseId}`)).body.code).toBe('token.expired');
    });
  });
});
