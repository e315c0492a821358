import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseWithdrawnSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import { alone } from './hall.js';
import { approve, atVersion, ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

describe('withdrawal', () => {
  async function requested(): Promise<{ caseId: string; requestId: string }> {
    const caseId = await stand.openCase(alone);
    const requestId = newId();
    await stand.hear(stand.withdrawalRequested(caseId, requestId));
    return { caseId, requestId };
  }
  const grant = async (caseId: string, requestId: string, version = 1) =>
    stand.call('POST', `/cases/${caseId}/withdrawals/${requestId}/grant`, 'chief', {}, atVersion(version));

  it('is granted: the case ends with a numbered notice and no decision', async () => {
    const { caseId, requestId } = await requested();
    const answer = await grant(caseId, requestId);
    expect(answer).toMatchObject({ status: 200, body: { state: 'withdrawn', requestId } });
    const [event] = await stand.outbox(caseId);
    const withdrawn = fromBinary(CaseWithdrawnSchema, event?.payload ?? Buffer.alloc(0));
    expect(withdrawn).toMatchObject({ caseId, requestId, noticeNumber: answer.body['noticeNumber'] });
    expect(await stand.decide(caseId, approve, 'chief', 2)).toMatchObject({
      status: 409,
      body: { code: 'review-case.transition-refused' },
    });
    expect(await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId])).toEqual([{ state: 'closed' }]);
  });

  it('is refused with a reason and the review goes on', async () => {
    const { caseId, requestId } = await requested();
    const path = `/cases/${caseId}/withdrawals/${requestId}/refuse`;
    expect(await stand.call('POST', path, 'chief', {}, atVersion(1))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    const refuse = async (version: number): Promise<Answer> =>
      stand.call('POST', path, 'chief', { reason: '涉及第三人利益' }, atVersion(version));
    expect(await refuse(7)).toMatchObject({ status: 412, body: { code: 'review-case.stale-version' } });
    expect(await stand.outbox(requestId)).toEqual([]);
    expect((await refuse(1)).status).toBe(200);
    expect(await refuse(7)).toMatchObject({ status: 409, body: { code: 'withdrawal.transition-refused' } });
    expect((await stand.outbox(requestId)).map((row) => row.type)).toEqual(['yichuang.review.v1.WithdrawalRefused']);
    expect(await grant(caseId, requestId)).toMatchObject({
      status: 409,
      body: { code: 'withdrawal.transition-refused' },
    });
    expect((await stand.decide(caseId)).status).toBe(200);
  });

  it('loses against a decision: the open request is refused with it, a later one is a late fact and refused too', async () => {
    const { caseId, requestId } = await requested();
    await stand.decide(caseId);
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
    expect(await stand.outbox(late)).toHaveLength(1);
  });

  it('does not exist on another case', async () => {
    const { requestId } = await requested();
    const caseId = await stand.openCase(alone);
    expect(await grant(caseId, requestId)).toMatchObject({ status: 404, body: { code: 'withdrawal.not-found' } });
  });
});
