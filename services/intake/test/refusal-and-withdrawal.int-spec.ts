import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseClosedSchema,
  CaseDecidedSchema,
  CaseWithdrawnSchema,
  ResultDeliveredSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { accepted, lodged } from './applications.js';
import { Desk, type Person } from './desk.js';

describe('ending otherwise', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const refusal = {
    reasonClass: 'not-our-power',
    reason: '不属于本机关职权范围',
    legalBasis: ['行政许可法第三十二条'],
    remedy: '可在六十日内申请行政复议。',
  };

  it('refuses with reason, basis, remedy and a sealed notice', async () => {
    const { caseId } = await lodged(clerk);
    const { body } = await clerk.act(`/cases/${caseId}/refuse`, 1, refusal);
    expect(body.state).toBe('refused');
    expect(body.noticeNumber).toMatch(/^示范政务不受〔/);
    const view = await clerk.get(`/cases/${caseId}`);
    expect(view.body.refusal).toMatchObject(refusal);
    expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged', 'CaseRefused']);
    const late = await clerk.accept(`/cases/${caseId}/accept`, 2);
    expect([late.status, late.body.code]).toEqual([409, 'case.transition-refused']);
  });

  it('does not call a correction lapsed while there is time', async () => {
    const { caseId } = await lodged(clerk);
    const { status, body } = await clerk.act(`/cases/${caseId}/refuse`, 1, {
      ...refusal,
      reasonClass: 'correction-lapsed',
    });
    expect([status, body.code]).toEqual([409, 'case.cure-period-running']);
  });

  it('withdraws at once before acceptance', async () => {
    const { caseId } = await lodged(clerk);
    const { body } = await clerk.act(`/cases/${caseId}/withdraw`, 1, { reason: '不办了' });
    expect(body).toMatchObject({ state: 'withdrawn', version: 2 });
    expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged', 'ApplicationWithdrawn']);
  });

  it('asks review after acceptance, once; review refuses, then grants', async () => {
    const { caseId } = await accepted(clerk);
    const first = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' });
    expect(first.body).toMatchObject({ state: 'accepted', version: 2 });
    const twice = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' });
    expect([twice.status, twice.body.code]).toEqual([409, 'withdrawal.requested-already']);
    expect(await desk.typesSaid(first.body.requestId)).toEqual(['WithdrawalRequested']);
    await desk.hear(
      desk.fact(WithdrawalRefusedSchema, { caseId, requestId: first.body.requestId, reason: '涉及他人利益' }),
    );
    const second = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '仍要撤' });
    await desk.hear(desk.fact(CaseWithdrawnSchema, { caseId, requestId: second.body.requestId, noticeNumber: '撤1' }));
    const view = await clerk.get(`/cases/${caseId}`);
    expect(view.body).toMatchObject({
      state: 'withdrawn',
      outcome: 'withdrawn',
      withdrawal: { state: 'granted', answer: '撤1' },
    });
    expect(await desk.typesSaid(caseId)).toEqual(['ApplicationLodged', 'CaseAccepted', 'CaseClosed']);
  });

  it('closes when the result was delivered, with the outcome of the decision', async () => {
    const { caseId } = await accepted(clerk);
    await desk.hear(desk.fact(CaseDecidedSchema, { caseId, outcome: 'denied' }));
    await desk.hear(desk.fact(ResultDeliveredSchema, { caseId, outcome: 'denied', mode: 'window' }));
    expect((await desk.firstSaid(CaseClosedSchema, caseId)).outcome).toBe('denied');
    const late = await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '太迟' });
    expect([late.status, late.body.code]).toEqual([409, 'case.transition-refused']);
  });
});
