import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationLodgedSchema } from '#lib/contracts';
import { pdf } from './applications.js';
import { answers, caseOf, lodgedBundle, publishBundle, submission } from './bundle.js';
import { type Content, Desk, hallId, type Person } from './desk.js';

describe('lodging one matter (一件事)', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  const counts = async (): Promise<unknown> =>
    desk.rows(
      `SELECT (SELECT COUNT(*) FROM application) applications, (SELECT COUNT(*) FROM service_case) cases,
              (SELECT COUNT(*) FROM material_received) materials, (SELECT COUNT(*) FROM outbox) said,
              (SELECT COUNT(*) FROM due_timer) timers`,
    );

  it('makes one application with a case for each member, and spreads the one set of materials', async () => {
    const { applicationId, cases, state, bundleName } = await lodgedBundle(clerk);
    expect([state, bundleName]).toEqual(['lodged', '开店一件事']);
    const ids = caseOf(cases);
    expect(Object.keys(ids)).toEqual(['B1', 'B2', 'B3']);
    for (const caseId of Object.values(ids)) {
      const event = await desk.firstSaid(ApplicationLodgedSchema, caseId);
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
    const { cases } = await lodgedBundle(clerk, { optionalMembers: [], materials: [{ ref: 'form' }] });
    expect(cases.map(({ itemId }: Content) => itemId)).toEqual(['B1', 'B2']);
  });

  it('seals the answers of the form; who works on it sees them for a recorded purpose', async () => {
    const { applicationId } = await lodgedBundle(clerk);
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
    const { applicationId, cases } = await lodgedBundle(clerk);
    const sent = await clerk.upload(`/applications/${applicationId}/materials/site-plan/file`, pdf, 'application/pdf');
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
    ['a material outside the set', { materials: [{ ref: 'apply' }] }, 400, 'bundle.material-not-of-set', 'materials.0'],
    ['a material twice', { materials: [{ ref: 'form' }, { ref: 'form' }] }, 400, 'request.invalid', 'materials.1.ref'],
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
