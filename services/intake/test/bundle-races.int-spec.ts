import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimersWait1800000000000 } from '#lib/testing';
import { caseOf, publishBundle, submission } from './bundle.js';
import { type Content, Desk, type Person } from './desk.js';

const rounds = 100;
/** A slow machine needs its time. */
const patience = 600_000;
const refusal = { reasonClass: 'not-met', reason: '不符合条件', legalBasis: ['某法'], remedy: '行政复议' };

describe('two members’ outcomes in the same moment, a hundred times', () => {
  let desk: Desk;
  let clerks: Person[];
  const applications: string[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    desk = await Desk.start([TimersWait1800000000000]);
    clerks = await Promise.all(['clerk', 'clerk-2'].map(async (who) => desk.staff(who)));
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  /** One clerk refuses a member while the other takes the other member back: both give an outcome. */
  const race = async (): Promise<void> => {
    const body = submission({ optionalMembers: [] });
    const { applicationId, cases }: Content = (await clerks[0]?.post('/applications/bundles', body))?.body;
    const { B1, B2 } = caseOf(cases);
    applications.push(applicationId);
    const both = await Promise.all([
      clerks[0]?.act(`/cases/${B1}/refuse`, 1, refusal),
      clerks[1]?.act(`/cases/${B2}/withdraw`, 1, { reason: '不办了' }),
    ]);
    expect(both.map((answer) => answer?.status)).toEqual([200, 200]);
  };

  it(
    'gives each application one answer',
    async () => {
      for (let round = 0; round < rounds; round += 1) await race();
      const rows = await desk.rows('SELECT application_id id, state, version, answer_number FROM application');
      expect(rows.map(({ id }: Content) => id).sort()).toEqual(applications.sort());
      expect(rows.filter(({ state, version }: Content) => state !== 'answered' || version !== 2)).toEqual([]);
      answers.push(...rows.map((row: Content) => row.answer_number));
    },
    patience,
  );

  it('says it once, on one paper, under numbers without a gap', async () => {
    const events = await desk.rows("SELECT aggregate_id id FROM outbox WHERE type LIKE '%.ApplicationAnswered'");
    expect(events.map(({ id }: Content) => id).sort()).toEqual(applications);
    const papers = await desk.rows("SELECT subject_id id, number FROM sealed_document WHERE kind = 'answer'");
    expect(papers.map(({ id }: Content) => id).sort()).toEqual(applications);
    expect(papers.map(({ number }: Content) => number).sort()).toEqual(answers.sort());
    const serials = answers.map((number) => Number(/〕(\d{5})号$/.exec(number)?.[1])).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: rounds }, (_, n) => n + 1));
  });
});
