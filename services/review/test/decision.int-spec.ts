import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseDecidedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import { alone, joint, lead } from './hall.js';
import { approve, atVersion, type Decided, ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

interface Listed {
  items: { documentId: string }[];
}

describe('deciding', () => {
  it('waits for every joint department, then announces the plan, the sealed applicant and the delivery clock', async () => {
    const caseId = await stand.openCase();
    expect(await stand.decide(caseId)).toMatchObject({ status: 409, body: { code: 'case.opinions-missing' } });
    expect(await stand.opine(caseId)).toMatchObject({ status: 200, body: { state: 'opined', opinion: 'agree' } });
    const answer = await stand.decide(caseId);
    expect(answer).toMatchObject({ status: 200, body: { state: 'decided', version: 2, outcome: 'approved' } });

    const [event] = await stand.outbox(caseId);
    const decided = fromBinary(CaseDecidedSchema, event?.payload ?? Buffer.alloc(0));
    const [row] = await stand.rows<{ sealed_applicant: string }>(
      'SELECT sealed_applicant FROM review_case WHERE case_id = ?',
      [caseId],
    );
    expect(decided.sealedApplicant).toBe(row?.sealed_applicant);
    expect(decided.plan?.feeLines[0]?.amountFen).toBe(1000n);
    expect(decided.plan?.tasks.map((task) => task.departmentId)).toEqual([lead, joint]);
    expect(decided).toMatchObject({
      decidedBy: 'chief',
      outcome: 'approved',
      delivery: { mode: 'courier' },
      letterNumber: answer.body.letterNumber,
    });
    expect(decided.deliveryClock).toMatchObject({
      kind: 'delivery',
      limit: { days: 10, unit: 'working-day' },
      calendarVersion: 'cn-2026',
    });
    expect(event).toMatchObject({ aggregate_version: 2 });
    expect(event?.letter_id).not.toBeNull();
    const tasks = await stand.rows('SELECT state FROM task WHERE case_id = ? ORDER BY task_id', [caseId]);
    expect(tasks).toEqual([{ state: 'closed' }, { state: 'opined' }]);
  });

  it('seals the decision letter and gives it out to the department only', async () => {
    const caseId = await stand.openCase(alone);
    await stand.decide(caseId);
    const file = await sealedFile(caseId);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const [use] = await stand.rows('SELECT organ_id, person_id FROM seal_use WHERE subject_id = ?', [caseId]);
    expect(use).toEqual({ organ_id: lead, person_id: 'chief' });
    const foreign = await stand.call('GET', `/cases/${caseId}/documents`, 'fire-chief');
    expect(foreign).toMatchObject({ status: 404, body: { code: 'case.not-found' } });
  });

  it('titles permits and other matters by law', async () => {
    const permit = await stand.openCase(alone);
    const other = await stand.openCase({ ...alone, taskType: '公共服务' });
    const numbers = [(await stand.decide(permit)).body.letterNumber, (await stand.decide(other)).body.letterNumber];
    expect(numbers[0]).toMatch(/^民政许准〔\d{4}〕530129第\d+号$/);
    expect(numbers[1]).toMatch(/^民政决〔\d{4}〕530129第\d+号$/);
  });

  it('numbers letters without a gap although an attempt was rolled back', async () => {
    const serial = (answer: Answer<Decided>): number => Number(/第(\d+)号/.exec(answer.body.letterNumber)?.[1]);
    const first = await stand.decide(await stand.openCase(alone));
    const twice = await stand.openCase(alone);
    const [one, two] = await Promise.all([stand.decide(twice), stand.decide(twice, approve, 'chief-2')]);
    const won = one.status === 200 ? one : two;
    const next = await stand.decide(await stand.openCase(alone));
    expect([serial(won), serial(next)]).toEqual([serial(first) + 1, serial(first) + 2]);
  });

  it('refuses a denial without reason, legal basis and remedy, naming each', async () => {
    const caseId = await stand.openCase(alone);
    const bare = await stand.decide(caseId, { outcome: 'denied' });
    expect(bare).toMatchObject({ status: 400, body: { code: 'decision.grounds-missing' } });
    expect(bare.body.errors.map((fault) => fault.field)).toEqual(['reason', 'legalBasis', 'remedy']);
    const vague = { outcome: 'denied', reason: '不符合条件', legalBasis: '慈善法第二十二条', remedy: '可来电咨询' };
    expect(await stand.decide(caseId, vague)).toMatchObject({ status: 400, body: { errors: [{ field: 'remedy' }] } });
    const remedy = '可以在六十日内申请行政复议,或者在六个月内提起行政诉讼。';
    expect(await stand.decide(caseId, { ...vague, remedy })).toMatchObject({
      status: 200,
      body: { outcome: 'denied' },
    });
    const [row] = await stand.rows('SELECT outcome, reason, basis, remedy FROM decision WHERE case_id = ?', [caseId]);
    expect(row).toEqual({ outcome: 'denied', reason: vague.reason, basis: vague.legalBasis, remedy });
  });

  it('lets a veto forbid approval and allows denial', async () => {
    const caseId = await stand.openCase({ joinRule: 'veto' });
    await stand.opine(caseId, 'disagree');
    expect(await stand.decide(caseId)).toMatchObject({ status: 409, body: { code: 'case.opinions-forbid' } });
    const denial = { outcome: 'denied', reason: '消防不合格', legalBasis: '消防法第十五条', remedy: '可申请行政复议' };
    expect((await stand.decide(caseId, denial)).status).toBe(200);
  });

  it('keeps acceptor and decider apart and audits the refusal', async () => {
    const caseId = await stand.openCase(alone, { acceptedBy: 'chief' });
    expect(await stand.decide(caseId)).toMatchObject({ status: 403, body: { code: 'authority.same-person' } });
    const audit = await stand.rows('SELECT person_id, code FROM access_audit WHERE object LIKE ?', [`%${caseId}%`]);
    expect(audit).toEqual([{ person_id: 'chief', code: 'authority.same-person' }]);
    expect(await stand.stateOf(caseId)).toBe('in-review');
    expect((await stand.decide(caseId, approve, 'chief-2')).status).toBe(200);
  });

  it.each([
    ['chief-without-letter', 'authority.letter-missing'],
    ['fire-chief', 'authority.other-department'],
    ['reviewer', 'authority.role-missing'],
    ['nobody', 'authority.not-staff'],
  ])('refuses %s with %s', async (person, code) => {
    const caseId = await stand.openCase(alone);
    expect(await stand.decide(caseId, approve, person)).toMatchObject({ status: 403, body: { code } });
    expect(await stand.stateOf(caseId)).toBe('in-review');
  });

  it('does not decide when identity was not heard for a minute', async () => {
    const caseId = await stand.openCase(alone);
    await stand.heartbeat(new Date(Date.now() - 61_000));
    expect(await stand.decide(caseId)).toMatchObject({ status: 503, body: { code: 'authority.stale' } });
    await stand.heartbeat();
    expect((await stand.decide(caseId)).status).toBe(200);
  });

  it('refuses a stale version, a missing version, and a second decision', async () => {
    const caseId = await stand.openCase(alone);
    expect(await stand.decide(caseId, approve, 'chief', 7)).toMatchObject({
      status: 412,
      body: { code: 'review-case.stale-version' },
    });
    const blind = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve);
    expect(blind).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
    expect((await stand.decide(caseId)).status).toBe(200);
    expect(await stand.decide(caseId)).toMatchObject({ status: 409, body: { code: 'review-case.transition-refused' } });
  });

  it('gives the same answer on a replay and refuses the key with another body', async () => {
    const caseId = await stand.openCase(alone);
    const headers = { ...atVersion(1), 'idempotency-key': newId() };
    const first = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve, headers);
    const again = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve, headers);
    expect(again.body).toEqual(first.body);
    const other = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', { ...approve, reason: '别的' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('refuses an unknown field, an unknown outcome, a missing key and an expired token', async () => {
    const caseId = await stand.openCase(alone);
    const odd = await stand.decide(caseId, { outcome: 'maybe', letter: 1 });
    expect(odd).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(odd.body.errors.map((fault) => fault.field).sort()).toEqual(['letter', 'outcome']);
    const path = `/cases/${caseId}/decide`;
    const keyless = await stand.call('POST', path, 'chief', approve, { ...atVersion(1), 'idempotency-key': '' });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    const expired = await stand.token('chief', { kind: 'staff' }, -60);
    expect(await stand.call('POST', path, expired, approve, atVersion(1))).toMatchObject({
      status: 401,
      body: { code: 'token.expired' },
    });
  });

  it('revokes a decision once', async () => {
    const caseId = await stand.openCase(alone);
    await stand.decide(caseId);
    const revoke = async (version: number) =>
      stand.call('POST', `/cases/${caseId}/decision/revoke`, 'chief', { reason: '以欺骗手段取得' }, atVersion(version));
    expect(await revoke(2)).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await revoke(3)).toMatchObject({ status: 409, body: { code: 'decision.already-revoked' } });
    expect((await stand.outbox(caseId)).map((row) => row.type)).toEqual([
      'yichuang.review.v1.CaseDecided',
      'yichuang.review.v1.DecisionRevoked',
    ]);
  });
});

async function sealedFile(caseId: string): Promise<Answer> {
  const listed = await stand.call<Listed>('GET', `/cases/${caseId}/documents`, 'chief');
  const [letter] = listed.body.items;
  for (;;) {
    const file = await stand.call('GET', `/documents/${letter?.documentId}/file`, 'chief');
    if (file.status === 200) return file;
    expect(file).toMatchObject({ status: 503, body: { code: 'document.being-sealed' } });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
