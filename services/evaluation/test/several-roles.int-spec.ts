import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bad } from './facts.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
let own: Rated;
let foreign: Rated;
beforeAll(async () => {
  stand = await EvaluationStand.start();
  own = await rated({});
  foreign = await rated({ departmentId: 'dept-other', itemId: 'OT01' });
});
afterAll(async () => stand.close());

interface Rated {
  occasionId: string;
  caseId: string;
}

/** A delivery that was rated badly. */
async function rated(where: object): Promise<Rated> {
  const { occasionId, caseId, citizen } = await stand.delivery(where);
  expect((await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, bad)).status).toBe(200);
  return { occasionId, caseId };
}

const textsOf = async (as: string, { occasionId }: Rated): Promise<unknown> => {
  const path = `/occasions/${occasionId}/reveal`;
  const { status, body } = await stand.call<{ items?: { words: string }[] }>('POST', path, as, { purpose: '核实差评' });
  return body.items?.map(({ words }) => words) ?? status;
};

/** Whether a list shows the service of a case, and how it was rated. */
const ratingOf = async (as: string, { caseId, occasionId }: Rated): Promise<unknown> => {
  type Row = { occasionId: string; evaluation?: { level: number } };
  const { body } = await stand.call<{ items: Row[] }>('GET', `/occasions?caseId=${caseId}`, as);
  const row = body.items.find((one) => one.occasionId === occasionId);
  const alone = await stand.call<Row>('GET', `/occasions/${occasionId}`, as);
  expect(alone.status).toBe(row === undefined ? 404 : 200);
  expect(alone.body.evaluation).toEqual(row?.evaluation);
  return row === undefined ? 'unseen' : (row.evaluation?.level ?? 'unrated');
};

const rectificationsOf = async (as: string, { caseId }: Rated): Promise<unknown> => {
  const path = `/rectifications?caseId=${caseId}`;
  const { status, body } = await stand.call<{ items?: object[] }>('GET', path, as);
  return body.items?.length ?? status;
};

/** What each sees of their department's service and of another's: the words, the rating, the rectifications. */
it.each([
  ['issue', [403, 403], ['unrated', 'unrated'], [403, 403]],
  ['chief', [[bad.comment], 404], [1, 'unseen'], [1, 0]],
  // Two roles give what the one gives and what the other gives, never what neither gives.
  ['clerk-and-chief', [[bad.comment], 404], [1, 'unrated'], [1, 0]],
  ['issue-and-reviewer', [[bad.comment], 404], [1, 'unrated'], [1, 0]],
  ['auditor-and-reviewer', [[bad.comment], 404], [1, 1], [1, 1]],
  ['issue-and-manager', [[bad.comment], [bad.comment]], [1, 1], [1, 1]],
  ['supervisor', [[bad.comment], [bad.comment]], [1, 1], [1, 1]],
])('%s', async (who, texts, ratings, rectifications) => {
  expect([await textsOf(who, own), await textsOf(who, foreign)]).toEqual(texts);
  expect([await ratingOf(who, own), await ratingOf(who, foreign)]).toEqual(ratings);
  expect([await rectificationsOf(who, own), await rectificationsOf(who, foreign)]).toEqual(rectifications);
});
