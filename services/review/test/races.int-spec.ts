import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OutstandingMaterialLapsedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, TimersWait1800000000000 } from '#lib/testing';
import { lead } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start([TimersWait1800000000000]);
});
afterAll(async () => stand.close());

const alone = { tasks: [{ departmentId: lead, lead: true }] };
/** A slow machine needs its time. */
const patience = 300_000;
const seen = { 'if-match': '"1"' };
const clear = ['review-case.changed-meanwhile', 'review-case.transition-refused', 'withdrawal.changed-meanwhile'];

/** One wins; the other is told plainly; the case has the winner's outcome, told once. */
async function oneWon(caseId: string, answers: Answer[], events: [string, string]): Promise<void> {
  const lost = answers.filter((answer) => answer.status !== 200);
  expect(lost).toHaveLength(1);
  expect(lost[0]?.status).toBe(409);
  expect(clear).toContain(lost[0]?.body['code']);
  const outcomes = await stand.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [caseId]);
  expect(outcomes).toEqual([{ type: `yichuang.review.v1.${events[answers[0]?.status === 200 ? 0 : 1]}` }]);
  const ledger = await stand.rows('SELECT version FROM ledger WHERE aggregate_id = ? AND version > 1', [caseId]);
  expect(ledger).toEqual([{ version: 2 }]);
  // The loser's letter and its number went with its transaction.
  const letters = await stand.rows('SELECT number FROM sealed_document WHERE subject_id = ?', [caseId]);
  expect(letters).toHaveLength(1);
}

it(
  'lets one of two decisions win, a hundred times',
  async () => {
    for (let round = 0; round < 100; round += 1) {
      await stand.heartbeat();
      const caseId = await stand.openCase(alone);
      const path = `/cases/${caseId}/decide`;
      const denial = {
        outcome: 'denied',
        reason: '不符合条件',
        legalBasis: '慈善法第二十二条',
        remedy: '可申请行政复议',
      };
      const answers = await Promise.all([
        stand.call('POST', path, 'chief', { outcome: 'approved' }, seen),
        stand.call('POST', path, 'chief-2', denial, seen),
      ]);
      await oneWon(caseId, answers, ['CaseDecided', 'CaseDecided']);
      const decisions = await stand.rows('SELECT outcome FROM decision WHERE case_id = ?', [caseId]);
      expect(decisions).toEqual([{ outcome: answers[0]?.status === 200 ? 'approved' : 'denied' }]);
    }
  },
  patience,
);

it(
  'lets a withdrawal or a decision win, a hundred times',
  async () => {
    for (let round = 0; round < 100; round += 1) {
      await stand.heartbeat();
      const caseId = await stand.openCase(alone);
      const requestId = newId();
      await stand.hear(stand.withdrawalRequested(caseId, requestId));
      const answers = await Promise.all([
        stand.call('POST', `/cases/${caseId}/decide`, 'chief', { outcome: 'approved' }, seen),
        stand.call('POST', `/cases/${caseId}/withdrawals/${requestId}/grant`, 'chief-2', {}, seen),
      ]);
      await oneWon(caseId, answers, ['CaseDecided', 'CaseWithdrawn']);
      const [request] = await stand.rows('SELECT state FROM withdrawal WHERE request_id = ?', [requestId]);
      const [row] = await stand.rows('SELECT state FROM review_case WHERE case_id = ?', [caseId]);
      expect([request, row]).toEqual(
        answers[0]?.status === 200
          ? [{ state: 'refused' }, { state: 'decided' }]
          : [{ state: 'granted' }, { state: 'withdrawn' }],
      );
    }
  },
  patience,
);

it(
  'lets a lapse or a decision win, a hundred times; an approval that won is revoked',
  async () => {
    for (let round = 0; round < 100; round += 1) {
      await stand.heartbeat();
      const caseId = await stand.openCase(alone);
      const content = { caseId, materialRef: 'rules', promiseNumber: '容承1' };
      const lapse = stand.say(OutstandingMaterialLapsedSchema, `${caseId}-rules`, content);
      const [decided] = await Promise.all([
        stand.call('POST', `/cases/${caseId}/decide`, 'chief', { outcome: 'approved' }, seen),
        // As the runner does: a batch that met a changed row starts again.
        stand.hear(lapse).catch(async () => stand.hear(lapse)),
      ]);
      const said = await stand.rows<{ type: string }>(
        'SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version',
        [caseId],
      );
      const types = said.map(({ type }) => type.split('.').at(-1));
      expect(types).toEqual(decided.status === 200 ? ['CaseDecided', 'DecisionRevoked'] : ['CaseLapsed']);
      if (decided.status !== 200) expect(clear).toContain(decided.body['code']);
      const letters = await stand.rows('SELECT number FROM sealed_document WHERE subject_id = ?', [caseId]);
      expect(letters).toHaveLength(types.length);
    }
  },
  patience,
);
