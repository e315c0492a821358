import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseAcceptedSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { type Content, Desk, type Person } from './desk.js';
import { acceptWith, lodgedWith, promiseOf } from './promises.js';

describe('the promise', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const view = async (caseId: string): Promise<Content> => (await clerk.get(`/cases/${caseId}`)).body;

  it('names a deferrable material that is missing without one, and that it may be promised', async () => {
    const { status, body } = await acceptWith(clerk, await lodgedWith(clerk));
    expect([status, body.code]).toEqual([409, 'case.material-missing']);
    expect(body.errors).toEqual([expect.objectContaining({ field: 'materials.rules', code: 'material.missing' })]);
    expect(body.errors[0].message).toContain('容缺');
  });

  it('does not replace a mandatory material', async () => {
    const { status, body } = await acceptWith(clerk, await lodgedWith(clerk, ['apply']), promiseOf(['rules']));
    expect([status, body.code]).toEqual([409, 'case.material-missing']);
    expect(body.errors.map(({ field }: Content) => field)).toEqual(['materials.plan']);
  });

  it.each([
    ['one off the list', ['gift'], 'material.not-on-list', 0],
    ['one that must be there', ['rules', 'plan'], 'material.not-deferrable', 1],
    ['one the office obtains itself', ['biz'], 'material.not-deferrable', 0],
    ['the same twice', ['rules', 'rules'], 'material.repeated', 1],
  ])('is refused for %s', async (_, refs, code, place) => {
    const caseId = await lodgedWith(clerk);
    const { status, body } = await acceptWith(clerk, caseId, promiseOf(refs));
    expect([status, body.code]).toEqual([400, 'promise.refused']);
    expect(body.errors).toEqual([expect.objectContaining({ field: `promise.outstanding.${place}.materialRef`, code })]);
    expect((await view(caseId)).state).toBe('lodged');
  });

  it('is refused for what is there already', async () => {
    const { body } = await acceptWith(clerk, await lodgedWith(clerk, ['apply', 'plan', 'rules']), promiseOf(['rules']));
    expect([body.code, body.errors[0].code]).toEqual(['promise.refused', 'material.present']);
  });

  it.each([
    ['without a signature', { signature: undefined }, 'promise.signature'],
    ['with something else than a PNG', { signature: 'aGVsbG8=' }, 'promise.signature'],
    ['without a name', { promisedBy: '' }, 'promise.promisedBy'],
    ['of nothing', { outstanding: [] }, 'promise.outstanding'],
  ])('is refused %s', async (_, change, field) => {
    const { status, body } = await acceptWith(clerk, await lodgedWith(clerk), { ...promiseOf(['rules']), ...change });
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  it('puts the material, its date and its hold into the plan, and seals two papers', async () => {
    const caseId = await lodgedWith(clerk);
    const { status, body } = await acceptWith(clerk, caseId, promiseOf(['rules']));
    expect([status, body.state]).toEqual([200, 'accepted']);
    expect(body.promiseNumber).toMatch(/^示范政务容承〔\d{4}〕\d{5}号$/);
    const { plan } = await desk.firstSaid(CaseAcceptedSchema, caseId);
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
    const caseId = await lodgedWith(clerk, ['apply', 'plan', 'rules']);
    expect((await acceptWith(clerk, caseId)).status).toBe(200);
    const { plan, outstandingMaterials } = await view(caseId);
    expect([plan.holds.map(({ kind }: Content) => kind), outstandingMaterials]).toEqual([['certificate'], []]);
  });
});
