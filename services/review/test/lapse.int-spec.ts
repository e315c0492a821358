import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CaseLapsedSchema,
  DecisionRevokedSchema,
  OutstandingMaterialLapsedSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, eventually, inAnyOrder, type Said } from '#lib/testing';
import { basicPlan, lead, type PlanChange } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

const promiseNumber = '示范政务容承〔2026〕00001号';
const promised = (materialRef: string, materialName: string) => ({
  materialRef,
  materialName,
  cureWorkingDays: 5,
  cureDueAt: '2026-10-14T15:59:59.999Z',
  calendarVersion: 'cn-2026',
  promiseNumber,
});
const plan: PlanChange = {
  tasks: [{ departmentId: lead, lead: true }],
  outstandingMaterials: [promised('rules', '管理制度文本'), promised('health', '健康证明')],
};
const denial = { outcome: 'denied', reason: '不符合条件', legalBasis: '慈善法第二十二条', remedy: '可申请行政复议' };

const lapsed = (caseId: string, materialRef = 'rules'): Said => {
  const content = { caseId, materialRef, promiseNumber };
  return stand.say(OutstandingMaterialLapsedSchema, `${caseId}-${materialRef}`, content);
};
const decide = async (caseId: string, body: object, version = 1): Promise<Answer> =>
  stand.call('POST', `/cases/${caseId}/decide`, 'chief', body, { 'if-match': `"${version}"` });
const said = async (id: string): Promise<{ type: string; payload: Buffer }[]> =>
  stand.rows('SELECT type, payload FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version', [id]);
const typesOf = async (id: string): Promise<(string | undefined)[]> =>
  (await said(id)).map(({ type }) => type.split('.').at(-1));
const stateOf = async (caseId: string): Promise<unknown> =>
  (await stand.rows('SELECT state, version FROM review_case WHERE case_id = ?', [caseId]))[0];
const letters = async (caseId: string): Promise<{ kind: string; number: string; state: string }[]> =>
  stand.rows('SELECT kind, number, state FROM sealed_document WHERE subject_id = ? ORDER BY requested_at, kind', [
    caseId,
  ]);

describe('a promise that was not kept', () => {
  it('ends a case in review with a sealed letter, its tasks and its open requests', async () => {
    const caseId = await stand.openCase(plan);
    const requestId = newId();
    const shown = await stand.call('GET', `/cases/${caseId}`, 'reviewer');
    expect(shown.body['outstandingMaterials']).toMatchObject([{ materialRef: 'rules' }, { materialRef: 'health' }]);
    await stand.hear(stand.withdrawalRequested(caseId, requestId), lapsed(caseId));
    expect(await stateOf(caseId)).toEqual({ state: 'lapsed', version: 2 });
    const [event] = await said(caseId);
    const sealed = await eventually(async () => {
      const [letter] = await letters(caseId);
      expect(letter).toMatchObject({ kind: 'lapse', state: 'sealed' });
      return letter;
    });
    expect(sealed?.number).toMatch(/终止〔\d{4}〕530129第\d+号$/);
    expect(event?.payload && fromBinary(CaseLapsedSchema, event.payload)).toMatchObject({
      caseId,
      materialRef: 'rules',
      noticeNumber: sealed?.number,
    });
    expect(await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId])).toEqual([{ state: 'closed' }]);
    expect(await typesOf(requestId)).toEqual(['WithdrawalRefused']);
    const late = await decide(caseId, { outcome: 'approved' }, 2);
    expect(late).toMatchObject({ status: 409, body: { code: 'review-case.transition-refused' } });
  });

  it('ends a suspended case too', async () => {
    const caseId = newId();
    const startsAt = new Date().toISOString();
    const clocks = basicPlan.clocks.map((clock) => ({ ...clock, startsAt }));
    await stand.hear(stand.accepted(caseId, { ...plan, clocks }));
    await stand.rows('UPDATE review_case SET accepted_at = ? WHERE case_id = ?', [new Date(startsAt), caseId]);
    const stop = { procedure: '专家评审', days: 10 };
    const stopped = await stand.call('POST', `/cases/${caseId}/clock/stop`, 'reviewer', stop, { 'if-match': '"1"' });
    expect(stopped.body['state']).toBe('suspended');
    await stand.hear(lapsed(caseId));
    expect(await stateOf(caseId)).toEqual({ state: 'lapsed', version: 3 });
  });

  it('revokes the approval that rested on it, once, by the system, naming the promise', async () => {
    const caseId = await stand.openCase(plan);
    expect((await decide(caseId, { outcome: 'approved' })).status).toBe(200);
    await stand.hear(lapsed(caseId), lapsed(caseId, 'health'));
    expect(await typesOf(caseId)).toEqual(['CaseDecided', 'DecisionRevoked']);
    const { reason } = fromBinary(DecisionRevokedSchema, (await said(caseId))[1]?.payload ?? Buffer.alloc(0));
    for (const part of [promiseNumber, '管理制度文本', '2026-10-14']) expect(reason).toContain(part);
    const revocations = await stand.rows('SELECT revoked_by FROM decision_revocation WHERE case_id = ?', [caseId]);
    expect(revocations).toEqual([{ revoked_by: 'system' }]);
    expect((await letters(caseId)).map(({ kind }) => kind)).toEqual(['decision', 'revocation']);
    expect(await stateOf(caseId)).toEqual({ state: 'decided', version: 3 });
  });

  it('changes nothing for a denied, withdrawn or revoked case', async () => {
    const denied = await stand.openCase(plan);
    await decide(denied, denial);
    const withdrawn = await stand.openCase(plan);
    const requestId = newId();
    await stand.hear(stand.withdrawalRequested(withdrawn, requestId));
    const path = `/cases/${withdrawn}/withdrawals/${requestId}/grant`;
    expect((await stand.call('POST', path, 'chief', {}, { 'if-match': '"1"' })).status).toBe(200);
    const revoked = await stand.openCase(plan);
    await decide(revoked, { outcome: 'approved' });
    const reason = { reason: '以欺骗手段取得' };
    const answer = await stand.call('POST', `/cases/${revoked}/decision/revoke`, 'chief', reason, {
      'if-match': '"2"',
    });
    expect(answer.status).toBe(200);
    const before = await Promise.all(
      [denied, withdrawn, revoked].map(async (id) => [await stateOf(id), await said(id)]),
    );
    for (const caseId of [denied, withdrawn, revoked]) await stand.hear(lapsed(caseId));
    const after = await Promise.all(
      [denied, withdrawn, revoked].map(async (id) => [await stateOf(id), await said(id)]),
    );
    expect(after).toEqual(before);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });

  it('answers a request to withdraw that comes too late', async () => {
    const caseId = await stand.openCase(plan);
    const requestId = newId();
    await stand.hear(lapsed(caseId), stand.withdrawalRequested(caseId, requestId));
    const [event] = await said(requestId);
    const { reason } = fromBinary(WithdrawalRefusedSchema, event?.payload ?? Buffer.alloc(0));
    expect(reason).toContain('终止办理');
  });
});

it('ends lapsed for any order of acceptance, two lapses and a request, with repeats', async () => {
  await inAnyOrder({ events: 4, runs: 20 }, async (shuffled) => {
    const [caseId, requestId] = [newId(), newId()];
    const events = [
      stand.accepted(caseId, plan),
      lapsed(caseId),
      lapsed(caseId, 'health'),
      stand.withdrawalRequested(caseId, requestId),
    ];
    await stand.hear(...shuffled(events));
    expect(await stateOf(caseId)).toEqual({ state: 'lapsed', version: 2 });
    expect(await typesOf(caseId)).toEqual(['CaseLapsed']);
    expect(await typesOf(requestId)).toEqual(['WithdrawalRefused']);
    expect(await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId])).toEqual([{ state: 'closed' }]);
    expect(await letters(caseId)).toHaveLength(1);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
  });
});
