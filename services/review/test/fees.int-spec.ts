import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { FeeSettledSchema, FeeWaivedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Answer, Said } from '#lib/testing';
import { lead } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

const examination = { code: 'F3', name: '考试费', amountFen: 6000n, basis: '收费目录', timing: 'before-decision' };
const charged = { tasks: [{ departmentId: lead, lead: true }], feeLines: [examination] };
const approval = { outcome: 'approved', reason: '符合法定条件。' };
const denial = { outcome: 'denied', reason: '考试不合格', legalBasis: '条例第九条', remedy: '可申请行政复议' };

const decide = async (caseId: string, body: object): Promise<Answer> =>
  stand.call('POST', `/cases/${caseId}/decide`, 'chief', body, { 'if-match': '"1"' });
const settled = (caseId: string, timing = 'before-decision'): Said =>
  stand.say(FeeSettledSchema, newId(), { billId: 'b1', caseId, timing });
const waived = (caseId: string): Said =>
  stand.say(FeeWaivedSchema, newId(), { billId: 'b1', caseId, timing: 'before-decision' });

it('refuses to approve while a fee due before the decision is unpaid; denying needs no fee', async () => {
  const caseId = await stand.openCase(charged);
  await stand.hear(settled(caseId, 'before-result'));
  expect(await decide(caseId, approval)).toMatchObject({ status: 409, body: { code: 'case.fee-unsettled' } });
  expect(await stand.rows('SELECT state, version FROM review_case WHERE case_id = ?', [caseId])).toEqual([
    { state: 'in-review', version: 1 },
  ]);
  expect((await decide(caseId, denial)).status).toBe(200);
});

it.each([
  ['settled', settled],
  ['waived', waived],
])('approves once it is %s, however often and whether before or after the case is heard of', async (_, cleared) => {
  for (const first of [true, false]) {
    const caseId = newId();
    const fact = cleared(caseId);
    const accepted = stand.accepted(caseId, charged);
    await stand.hear(...(first ? [fact, accepted, fact] : [accepted, fact, fact, cleared(caseId)]));
    expect((await decide(caseId, approval)).status).toBe(200);
  }
});
