import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lead } from '../../../services/review/test/hall.js';
import { ReviewStand } from '../../../services/review/test/stand.js';
import { StaffAppointedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import { english, expectProblem, holdings, seen } from './unchanged.js';

describe('in review', () => {
  let stand: ReviewStand;
  beforeAll(async () => {
    stand = await ReviewStand.start();
    const far = {
      staffId: 'far-chief',
      organisationId: lead,
      name: 'far',
      roles: ['chief-representative'],
      state: 'active',
    };
    await stand.tell(StaffAppointedSchema, 'far-chief', far, { region: '110101' });
  });
  afterAll(async () => stand.close());

  const alone = { tasks: [{ departmentId: lead, lead: true }] };
  const approve = { outcome: 'approved', reason: '符合法定条件。' };
  const audits = async (caseId: string): Promise<object[]> =>
    stand.rows('SELECT person_id, act, code FROM access_audit WHERE object LIKE ?', [`%${caseId}%`]);
  const decide = async (caseId: string, who: string, headers: Record<string, string>): Promise<Answer> =>
    stand.call('POST', `/cases/${caseId}/decide`, who, approve, headers);

  it.each<[string, string, number, number, string, boolean]>([
    ['the same person accepting and deciding', 'chief', 1, 403, 'authority.same-person', true],
    ['a chief without a letter', 'chief-without-letter', 1, 403, 'authority.letter-missing', true],
    ['a chief of another department', 'fire-chief', 1, 403, 'authority.other-department', true],
    ["another region's case", 'far-chief', 1, 404, 'case.not-found', true],
    ['a stale version', 'chief-2', 7, 412, 'review-case.stale-version', false],
  ])('refuses %s', async (_, who, version, status, code, audited) => {
    const caseId = await stand.openCase(alone, { acceptedBy: 'chief' });
    await stand.heartbeat();
    const before = await holdings(async (sql) => stand.rows(sql));
    expectProblem(await decide(caseId, who, seen(version)), { status, code });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect(await audits(caseId)).toEqual(audited ? [{ person_id: who, act: 'case.decide', code }] : []);
    expectProblem(await decide(caseId, who, { ...seen(version), ...english }), { status, code }, 'en');
  });

  it.each<[string, (caseId: string, requestId: string) => [path: string, who: string, body: object]]>([
    ['an opinion', (caseId) => [`/tasks/${caseId}-02/opinion`, 'fire-reviewer', { opinion: 'agree', note: '已核查' }]],
    ['granting a withdrawal', (caseId, requestId) => [`/cases/${caseId}/withdrawals/${requestId}/grant`, 'chief', {}]],
    [
      'refusing a withdrawal',
      (caseId, requestId) => [
        `/cases/${caseId}/withdrawals/${requestId}/refuse`,
        'chief',
        { reason: '涉及第三人利益' },
      ],
    ],
  ])('refuses %s at a stale version, and without one', async (_, to) => {
    const caseId = await stand.openCase();
    const requestId = newId();
    await stand.hear(stand.withdrawalRequested(caseId, requestId));
    await stand.heartbeat();
    const [path, who, body] = to(caseId, requestId);
    const before = await holdings(async (sql) => stand.rows(sql));
    const stale = { status: 412, code: 'review-case.stale-version' };
    expectProblem(await stand.call('POST', path, who, body, seen(7)), stale);
    expectProblem(await stand.call('POST', path, who, body, { ...seen(7), ...english }), stale, 'en');
    expectProblem(await stand.call('POST', path, who, body), { status: 428, code: 'precondition.required' });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect((await stand.call('POST', path, who, body, seen(1))).status).toBe(200);
  });

  it('refuses to show or list a case of another region', async () => {
    const caseId = await stand.openCase(alone);
    const shown = await stand.call('GET', `/cases/${caseId}`, 'far-chief');
    expectProblem(shown, { status: 404, code: 'case.not-found' });
    expect(await audits(caseId)).toEqual([{ person_id: 'far-chief', act: 'review.read', code: 'case.not-found' }]);
    const listed = await stand.call<{ items: object[] }>('GET', '/cases?limit=100', 'far-chief');
    expect(listed.body.items).toEqual([]);
  });

  it('refuses a second decision, and an expired token', async () => {
    const caseId = await stand.openCase(alone);
    await stand.heartbeat();
    expect((await decide(caseId, 'chief', seen(1))).status).toBe(200);
    const before = await holdings(async (sql) => stand.rows(sql));
    const late = { status: 409, code: 'review-case.transition-refused' };
    expectProblem(await decide(caseId, 'chief-2', seen(2)), late);
    const expired = await stand.token('chief', { kind: 'staff' }, -60);
    expectProblem(await decide(caseId, expired, seen(2)), { status: 401, code: 'token.expired' });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect(await audits(caseId)).toEqual([]);
  });
});
