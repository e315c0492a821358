import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fromBinary } from '@bufbuild/protobuf';
import { CaseDecidedSchema, CaseWithdrawnSchema, ClockResumedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, eventually } from '#lib/testing';
import { joint, lead } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

interface Decided extends Record<string, unknown> {
  letterNumber: string;
  errors: { field: string }[];
}

interface Shown {
  dueAt: string;
  kind: string;
  explanation: object[];
}

interface Listed {
  items: { caseId: string; documentId: string; state: string; overdue: boolean }[];
  next?: string;
}

const approve = { outcome: 'approved', reason: '符合法定条件。' };
const alone = { tasks: [{ departmentId: lead, lead: true }] };
const match = (version: number) => ({ 'if-match': `"${version}"` });

async function opine(caseId: string, opinion = 'agree', as = 'fire-reviewer', version = 1): Promise<Answer> {
  return stand.call('POST', `/tasks/${caseId}-02/opinion`, as, { opinion, note: '已现场核查' }, match(version));
}

async function decide(caseId: string, body: object = approve, as = 'chief', version = 1): Promise<Answer<Decided>> {
  return stand.call<Decided>('POST', `/cases/${caseId}/decide`, as, body, match(version));
}

async function outbox(
  caseId: string,
): Promise<{ type: string; payload: Buffer; aggregate_version: number; letter_id: string | null }[]> {
  return stand.rows(
    'SELECT type, payload, aggregate_version, letter_id FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version',
    [caseId],
  );
}

async function stateOf(caseId: string): Promise<unknown> {
  const [row] = await stand.rows<{ state: string }>('SELECT state FROM review_case WHERE case_id = ?', [caseId]);
  return row?.state;
}

describe('opening', () => {
  it('opens a task for every planned department and announces each', async () => {
    const caseId = await stand.openCase();
    const said = await stand.rows(
      'SELECT type, aggregate_id FROM outbox WHERE aggregate_id LIKE ? ORDER BY aggregate_id',
      [`${caseId}%`],
    );
    expect(said).toEqual([
      { type: 'yichuang.review.v1.TaskOpened', aggregate_id: `${caseId}-01` },
      { type: 'yichuang.review.v1.TaskOpened', aggregate_id: `${caseId}-02` },
    ]);
  });
});

describe('the journal', () => {
  it('is published to the bus', async () => {
    const caseId = await stand.openCase();
    await eventually(async () => {
      const rows = await stand.rows('SELECT DISTINCT state FROM outbox WHERE aggregate_id LIKE ?', [`${caseId}%`]);
      expect(rows).toEqual([{ state: 'published' }]);
    });
  });
});

describe('deciding', () => {
  it('waits for every joint department, then announces the plan, the sealed applicant and the delivery clock', async () => {
    const caseId = await stand.openCase();
    expect(await decide(caseId)).toMatchObject({ status: 409, body: { code: 'case.opinions-missing' } });
    expect(await opine(caseId)).toMatchObject({ status: 200, body: { state: 'opined', opinion: 'agree' } });
    const answer = await decide(caseId);
    expect(answer).toMatchObject({ status: 200, body: { state: 'decided', version: 2, outcome: 'approved' } });

    const [event] = await outbox(caseId);
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
    await decide(caseId);
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
    const numbers = [(await decide(permit)).body.letterNumber, (await decide(other)).body.letterNumber];
    expect(numbers[0]).toMatch(/^民政许准〔\d{4}〕530129第\d+号$/);
    expect(numbers[1]).toMatch(/^民政决〔\d{4}〕530129第\d+号$/);
  });

  it('numbers letters without a gap although an attempt was rolled back', async () => {
    const serial = (answer: Answer<Decided>): number => Number(/第(\d+)号/.exec(answer.body.letterNumber)?.[1]);
    const first = await decide(await stand.openCase(alone));
    const twice = await stand.openCase(alone);
    const [one, two] = await Promise.all([decide(twice), decide(twice, approve, 'chief-2')]);
    const won = one.status === 200 ? one : two;
    const next = await decide(await stand.openCase(alone));
    expect([serial(won), serial(next)]).toEqual([serial(first) + 1, serial(first) + 2]);
  });

  it('refuses a denial without reason, legal basis and remedy, naming each', async () => {
    const caseId = await stand.openCase(alone);
    const bare = await decide(caseId, { outcome: 'denied' });
    expect(bare).toMatchObject({ status: 400, body: { code: 'decision.grounds-missing' } });
    expect(bare.body.errors.map((fault) => fault.field)).toEqual(['reason', 'legalBasis', 'remedy']);
    const vague = { outcome: 'denied', reason: '不符合条件', legalBasis: '慈善法第二十二条', remedy: '可来电咨询' };
    expect(await decide(caseId, vague)).toMatchObject({ status: 400, body: { errors: [{ field: 'remedy' }] } });
    const remedy = '可以在六十日内申请行政复议,或者在六个月内提起行政诉讼。';
    expect(await decide(caseId, { ...vague, remedy })).toMatchObject({ status: 200, body: { outcome: 'denied' } });
    const [row] = await stand.rows('SELECT outcome, reason, basis, remedy FROM decision WHERE case_id = ?', [caseId]);
    expect(row).toEqual({ outcome: 'denied', reason: vague.reason, basis: vague.legalBasis, remedy });
  });

  it('lets a veto forbid approval and allows denial', async () => {
    const caseId = await stand.openCase({ joinRule: 'veto' });
    await opine(caseId, 'disagree');
    expect(await decide(caseId)).toMatchObject({ status: 409, body: { code: 'case.opinions-forbid' } });
    const denial = { outcome: 'denied', reason: '消防不合格', legalBasis: '消防法第十五条', remedy: '可申请行政复议' };
    expect((await decide(caseId, denial)).status).toBe(200);
  });

  it('keeps acceptor and decider apart and audits the refusal', async () => {
    const caseId = await stand.openCase(alone, { acceptedBy: 'chief' });
    expect(await decide(caseId)).toMatchObject({ status: 403, body: { code: 'authority.same-person' } });
    const audit = await stand.rows('SELECT person_id, code FROM access_audit WHERE object LIKE ?', [`%${caseId}%`]);
    expect(audit).toEqual([{ person_id: 'chief', code: 'authority.same-person' }]);
    expect(await stateOf(caseId)).toBe('in-review');
    expect((await decide(caseId, approve, 'chief-2')).status).toBe(200);
  });

  it.each([
    ['chief-without-letter', 'authority.letter-missing'],
    ['fire-chief', 'authority.other-department'],
    ['reviewer', 'authority.role-missing'],
    ['nobody', 'authority.not-staff'],
  ])('refuses %s with %s', async (person, code) => {
    const caseId = await stand.openCase(alone);
    expect(await decide(caseId, approve, person)).toMatchObject({ status: 403, body: { code } });
    expect(await stateOf(caseId)).toBe('in-review');
  });

  it('does not decide when identity was not heard for a minute', async () => {
    const caseId = await stand.openCase(alone);
    await stand.heartbeat(new Date(Date.now() - 61_000));
    expect(await decide(caseId)).toMatchObject({ status: 503, body: { code: 'authority.stale' } });
    await stand.heartbeat();
    expect((await decide(caseId)).status).toBe(200);
  });

  it('refuses a stale version, a missing version, and a second decision', async () => {
    const caseId = await stand.openCase(alone);
    expect(await decide(caseId, approve, 'chief', 7)).toMatchObject({
      status: 412,
      body: { code: 'review-case.stale-version' },
    });
    const blind = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve);
    expect(blind).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
    expect((await decide(caseId)).status).toBe(200);
    expect(await decide(caseId)).toMatchObject({ status: 409, body: { code: 'review-case.transition-refused' } });
  });

  it('gives the same answer on a replay and refuses the key with another body', async () => {
    const caseId = await stand.openCase(alone);
    const headers = { ...match(1), 'idempotency-key': newId() };
    const first = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve, headers);
    const again = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', approve, headers);
    expect(again.body).toEqual(first.body);
    const other = await stand.call('POST', `/cases/${caseId}/decide`, 'chief', { ...approve, reason: '别的' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('refuses an unknown field, an unknown outcome, a missing key and an expired token', async () => {
    const caseId = await stand.openCase(alone);
    const odd = await decide(caseId, { outcome: 'maybe', letter: 1 });
    expect(odd).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(odd.body.errors.map((fault) => fault.field).sort()).toEqual(['letter', 'outcome']);
    const path = `/cases/${caseId}/decide`;
    const keyless = await stand.call('POST', path, 'chief', approve, { ...match(1), 'idempotency-key': '' });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    const expired = await stand.token('chief', { kind: 'staff' }, -60);
    expect(await stand.call('POST', path, expired, approve, match(1))).toMatchObject({
      status: 401,
      body: { code: 'token.expired' },
    });
  });

  it('revokes a decision once', async () => {
    const caseId = await stand.openCase(alone);
    await decide(caseId);
    const revoke = async (version: number) =>
      stand.call('POST', `/cases/${caseId}/decision/revoke`, 'chief', { reason: '以欺骗手段取得' }, match(version));
    expect(await revoke(2)).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await revoke(3)).toMatchObject({ status: 409, body: { code: 'decision.already-revoked' } });
    expect((await outbox(caseId)).map((row) => row.type)).toEqual([
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

describe('opinions', () => {
  it('are given once, by the task’s own department, while the case is open', async () => {
    const caseId = await stand.openCase();
    expect(await opine(caseId, 'agree', 'reviewer')).toMatchObject({
      status: 403,
      body: { code: 'authority.other-department' },
    });
    expect((await opine(caseId)).status).toBe(200);
    expect(await opine(caseId)).toMatchObject({ status: 409, body: { code: 'task.transition-refused' } });
    expect(await opine(caseId, 'agree', 'fire-reviewer', 7)).toMatchObject({
      status: 409,
      body: { code: 'task.transition-refused' },
    });
    expect(await opine(newId())).toMatchObject({ status: 404, body: { code: 'task.not-found' } });
  });

  it('are about the case as it stands: when others have moved it since, it is read again first', async () => {
    const caseId = await stand.openCase();
    const extend = { reason: '案情复杂' };
    expect((await stand.call('POST', `/cases/${caseId}/extend`, 'chief', extend, match(1))).status).toBe(200);
    const stale = { status: 412, body: { code: 'review-case.stale-version' } };
    expect(await opine(caseId, 'agree', 'fire-reviewer', 1)).toMatchObject(stale);
    const tasks = await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId]);
    expect(tasks).toEqual([{ state: 'open' }, { state: 'open' }]);
    expect((await opine(caseId, 'agree', 'fire-reviewer', 2)).status).toBe(200);
  });
});

describe('withdrawal', () => {
  async function requested(): Promise<{ caseId: string; requestId: string }> {
    const caseId = await stand.openCase(alone);
    const requestId = newId();
    await stand.hear(stand.withdrawalRequested(caseId, requestId));
    return { caseId, requestId };
  }
  const grant = async (caseId: string, requestId: string, version = 1) =>
    stand.call('POST', `/cases/${caseId}/withdrawals/${requestId}/grant`, 'chief', {}, match(version));

  it('is granted: the case ends with a numbered notice and no decision', async () => {
    const { caseId, requestId } = await requested();
    const answer = await grant(caseId, requestId);
    expect(answer).toMatchObject({ status: 200, body: { state: 'withdrawn', requestId } });
    const [event] = await outbox(caseId);
    const withdrawn = fromBinary(CaseWithdrawnSchema, event?.payload ?? Buffer.alloc(0));
    expect(withdrawn).toMatchObject({ caseId, requestId, noticeNumber: answer.body['noticeNumber'] });
    expect(await decide(caseId, approve, 'chief', 2)).toMatchObject({
      status: 409,
      body: { code: 'review-case.transition-refused' },
    });
    expect(await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId])).toEqual([{ state: 'closed' }]);
  });

  it('is refused with a reason and the review goes on', async () => {
    const { caseId, requestId } = await requested();
    const path = `/cases/${caseId}/withdrawals/${requestId}/refuse`;
    expect(await stand.call('POST', path, 'chief', {}, match(1))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    const refuse = async (version: number): Promise<Answer> =>
      stand.call('POST', path, 'chief', { reason: '涉及第三人利益' }, match(version));
    expect(await refuse(7)).toMatchObject({ status: 412, body: { code: 'review-case.stale-version' } });
    expect(await outbox(requestId)).toEqual([]);
    expect((await refuse(1)).status).toBe(200);
    expect(await refuse(7)).toMatchObject({ status: 409, body: { code: 'withdrawal.transition-refused' } });
    expect((await outbox(requestId)).map((row) => row.type)).toEqual(['yichuang.review.v1.WithdrawalRefused']);
    expect(await grant(caseId, requestId)).toMatchObject({
      status: 409,
      body: { code: 'withdrawal.transition-refused' },
    });
    expect((await decide(caseId)).status).toBe(200);
  });

  it('loses against a decision: the open request is refused with it, a later one is a late fact and refused too', async () => {
    const { caseId, requestId } = await requested();
    await decide(caseId);
    expect(await grant(caseId, requestId)).toMatchObject({
      status: 409,
      body: { code: 'review-case.transition-refused' },
    });
    const late = newId();
    await stand.hear(stand.withdrawalRequested(caseId, late));
    const states = await stand.rows('SELECT request_id, state FROM withdrawal WHERE case_id = ? ORDER BY request_id', [
      caseId,
    ]);
    expect(states).toEqual([requestId, late].map((request_id) => ({ request_id, state: 'refused' })));
    expect(await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId])).toEqual([
      { state: 'decided' },
    ]);
    expect(await outbox(late)).toHaveLength(1);
  });

  it('does not exist on another case', async () => {
    const { requestId } = await requested();
    const caseId = await stand.openCase(alone);
    expect(await grant(caseId, requestId)).toMatchObject({ status: 404, body: { code: 'withdrawal.not-found' } });
  });
});

describe('the clock', () => {
  const stop = async (caseId: string, procedure: string, days = 10, version = 1) =>
    stand.call('POST', `/cases/${caseId}/clock/stop`, 'reviewer', { procedure, days }, match(version));

  it('stops only for a declared procedure outside the clock, within its days', async () => {
    const caseId = await stand.openCase(alone);
    expect(await stop(caseId, '听证')).toMatchObject({ status: 409, body: { code: 'procedure.undeclared' } });
    expect(await stop(caseId, '内部会商', 2)).toMatchObject({ status: 409, body: { code: 'procedure.undeclared' } });
    expect(await stop(caseId, '专家评审', 16)).toMatchObject({ status: 400, body: { code: 'procedure.too-long' } });
    expect(await stateOf(caseId)).toBe('in-review');
  });

  it('holds the decision while it stands and gives the time back, citing its notice', async () => {
    // Accepted today, so that the stop lies within the limit.
    const startsAt = new Date().toISOString();
    const clocks = [
      {
        kind: 'statutory',
        limit: { days: 20, unit: 'working-day' },
        startsAt,
        dueAt: '2027-01-01T00:00:00Z',
        calendarVersion: 'cn-2026',
      },
    ];
    const caseId = await stand.openCase({ ...alone, clocks });
    const stopped = await stop(caseId, '专家评审');
    expect(stopped).toMatchObject({ status: 200, body: { state: 'suspended', version: 2 } });
    const [held] = await stand.rows('SELECT statutory_due_at FROM review_case WHERE case_id = ?', [caseId]);
    expect(held).toEqual({ statutory_due_at: null });
    expect(await decide(caseId, approve, 'chief', 2)).toMatchObject({
      status: 409,
      body: { code: 'review-case.transition-refused' },
    });
    const shown = await stand.call('GET', `/cases/${caseId}`, 'reviewer');
    expect(shown.body['clocks']).toMatchObject([{ kind: 'statutory', dueAt: null }]);

    const resumed = await stand.call('POST', `/cases/${caseId}/clock/resume`, 'reviewer', {}, match(2));
    expect(resumed).toMatchObject({ status: 200, body: { state: 'in-review', version: 3 } });
    const [, event] = await outbox(caseId);
    const said = fromBinary(ClockResumedSchema, event?.payload ?? Buffer.alloc(0));
    expect(said).toMatchObject({ procedure: '专家评审', clocks: [{ kind: 'statutory', calendarVersion: 'cn-2026' }] });
    expect(said.clocks[0]?.dueAt).not.toBe('');
    const facts = await stand.rows('SELECT kind, notice_number FROM clock_fact WHERE case_id = ? ORDER BY fact_id', [
      caseId,
    ]);
    const notice = stopped.body['noticeNumber'];
    expect(facts).toEqual(['stop', 'resume'].map((kind) => ({ kind, notice_number: notice })));
    expect((await decide(caseId, approve, 'chief', 3)).status).toBe(200);
  });

  it('does not resume what was not stopped', async () => {
    const caseId = await stand.openCase(alone);
    const resumed = await stand.call('POST', `/cases/${caseId}/clock/resume`, 'reviewer', {}, match(1));
    expect(resumed).toMatchObject({ status: 409, body: { code: 'review-case.transition-refused' } });
  });

  it('is extended once, by whoever may, where the item allows', async () => {
    const extend = async (caseId: string, version: number, as = 'chief') =>
      stand.call<{ clocks: Shown[] }>('POST', `/cases/${caseId}/extend`, as, { reason: '案情复杂' }, match(version));
    const caseId = await stand.openCase(alone);
    expect(await extend(caseId, 1, 'reviewer')).toMatchObject({ status: 403 });
    const answer = await extend(caseId, 1);
    expect(answer).toMatchObject({ status: 200, body: { state: 'in-review', version: 2 } });
    const dates = answer.body.clocks.map(({ kind, dueAt }) => [kind, dueAt]);
    expect(dates).toEqual([
      ['statutory', '2026-11-17T15:59:59.999Z'],
      ['promised', '2026-11-03T15:59:59.999Z'],
    ]);
    expect(await extend(caseId, 2)).toMatchObject({ status: 409, body: { code: 'limit.already-extended' } });
    const rigid = await stand.openCase({ ...alone, extension: { limit: { days: 0, unit: 'working-day' } } });
    expect(await extend(rigid, 1)).toMatchObject({ status: 409, body: { code: 'limit.extension-undeclared' } });
  });
});

describe('reading', () => {
  it('shows the departments of a case, nobody else, and masks the applicant', async () => {
    const caseId = await stand.openCase();
    for (const reader of ['reviewer', 'fire-reviewer', 'supervisor']) {
      const shown = await stand.call('GET', `/cases/${caseId}`, reader);
      expect(shown).toMatchObject({ status: 200, body: { caseId, version: 1, state: 'in-review' } });
      expect(JSON.stringify(shown.body)).not.toMatch(/张三|530129199001011234|13800000000/);
    }
    const read = await stand.call<{ clocks: Shown[] }>('GET', `/cases/${caseId}`, 'reviewer');
    const [clock] = read.body.clocks;
    expect(clock?.dueAt).toBe('2026-11-03T15:59:59.999Z');
    expect(clock?.explanation.length).toBeGreaterThan(2);
    expect(await stand.call('GET', `/cases/${caseId}`, 'clerk')).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
    const single = await stand.openCase(alone);
    expect(await stand.call('GET', `/cases/${single}`, 'fire-reviewer')).toMatchObject({
      status: 404,
      body: { code: 'case.not-found' },
    });
    const audit = await stand.rows('SELECT code FROM access_audit WHERE object = ?', [`GET /cases/${single}`]);
    expect(audit).toEqual([{ code: 'case.not-found' }]);
  });

  it('lists the department’s work by pages, state and lateness', async () => {
    const ids = [await stand.openCase(alone), await stand.openCase(alone), await stand.openCase(alone)];
    const seen: string[] = [];
    let cursor = Buffer.from((ids[0] ?? '').slice(0, -1)).toString('base64url');
    for (;;) {
      const page = await stand.call<Listed>('GET', `/cases?limit=2&cursor=${cursor}`, 'reviewer');
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((line) => line.caseId));
      if (page.body.next === undefined) break;
      cursor = page.body.next;
    }
    expect(seen).toEqual(ids);
    const foreign = await stand.call<Listed>('GET', '/cases?limit=100', 'fire-reviewer');
    expect(foreign.body.items.filter((line) => ids.includes(line.caseId))).toEqual([]);
    for (const [filter, expected] of [
      ['state=in-review&overdue=true', 'in-review'],
      ['state=decided', 'decided'],
    ] as const) {
      const { body } = await stand.call<Listed>('GET', `/cases?limit=100&${filter}`, 'reviewer');
      const lines = body.items;
      expect(new Set(lines.map((line) => line.state))).toEqual(new Set([expected]));
      if (expected === 'in-review') expect(lines.every((line) => line.overdue)).toBe(true);
    }
    expect(await stand.call('GET', '/cases?limit=1000', 'reviewer')).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('reveals the applicant for a purpose, and keeps who looked', async () => {
    const caseId = await stand.openCase(alone);
    const path = `/cases/${caseId}/reveal`;
    expect(await stand.call('POST', path, 'reviewer', {})).toMatchObject({ status: 400 });
    const clear = await stand.call('POST', path, 'reviewer', { purpose: '电话核实' });
    expect(clear).toMatchObject({ status: 200, body: { name: '张三', phone: '13800000000' } });
    const audit = await stand.rows('SELECT kind, person_id, purpose FROM access_audit WHERE object = ?', [
      `review-case:${caseId}`,
    ]);
    expect(audit).toEqual([{ kind: 'clear-view', person_id: 'reviewer', purpose: '电话核实' }]);
    const kept = await stand.rows<{ answer: string }>("SELECT answer FROM idempotency_key WHERE answer LIKE '%张三%'");
    expect(kept).toEqual([]);
  });
});
