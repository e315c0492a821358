import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inAnyOrder, type Said } from '#lib/testing';
import { Matter } from './matter.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start('2026-10-20 09:00');
});
afterAll(async () => stand.close());

/** What a case ends in, whatever came first: its clocks, its standing cards, what it adds to the indicators. */
async function endOfCase(matter: Matter): Promise<unknown> {
  await stand.quiet();
  const figures = await stand.rows(
    `SELECT figure, month, department_id, value FROM case_figure WHERE case_id = ? ORDER BY figure, month, value`,
    [matter.caseId],
  );
  const cards = (await matter.cards()).filter(({ state }) => state === 'raised');
  const facts = await stand.rows('SELECT kind FROM case_fact WHERE case_id = ? ORDER BY kind', [matter.caseId]);
  const standing = cards.map(({ ruleId, due }) => [ruleId, due]);
  return { clocks: await matter.clocks(), standing, figures, facts: facts.length };
}

/** An item whose procedure ends when its cause ends. */
const unlimited = { specialProcedures: [{ name: '专家评审', excludedFromClock: true }] };

/** The life of a case, told from its beginning. */
type Life = (matter: Matter) => Said[];

const lives: [string, string[], Life][] = [
  [
    'decided after its promise, with a stop and an extension',
    // Due on 16 October and delivered on the 19th, the delivery was late as well.
    ['promised-pre-warning', 'promised-yellow', 'delivery-pre-warning', 'delivery-yellow'],
    (matter) => [
      matter.lodged('2026-08-31 09:00', '2026-09-07'),
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.stopped('2026-09-02 10:00'),
      matter.resumed('2026-09-04 10:00'),
      matter.extended('2026-09-08 10:00'),
      matter.decided('2026-09-28 10:00', '2026-10-16'),
      matter.delivered('2026-10-19 10:00'),
    ],
  ],
  [
    'stopped twice and withdrawn',
    ['special-procedure-pre-warning', 'special-procedure-yellow', 'special-procedure-red', 'promised-pre-warning'],
    (matter) => [
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.stopped('2026-09-02 10:00', 'N1'),
      matter.resumed('2026-09-04 10:00'),
      matter.stopped('2026-09-07 10:00', 'N2'),
      matter.resumed('2026-09-17 10:00'),
      matter.withdrawn('2026-09-21 10:00'),
    ],
  ],
  [
    'stopped for a procedure without a limit, for longer than was told',
    ['special-procedure-pre-warning', 'special-procedure-yellow', 'special-procedure-red', 'promised-pre-warning'],
    (matter) => [
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29', unlimited),
      matter.stopped('2026-09-02 10:00', 'N1', 3),
      matter.resumed('2026-09-17 10:00'),
      matter.withdrawn('2026-09-22 10:00'),
    ],
  ],
  [
    'never decided',
    ['answer-pre-warning', 'answer-yellow', 'promised-pre-warning', 'promised-yellow', 'statutory-red'],
    (matter) => [
      matter.lodged('2026-08-31 09:00', '2026-09-07'),
      matter.accepted('2026-09-10 09:00', '2026-09-17', '2026-10-16'),
      matter.stopped('2026-09-11 10:00'),
      matter.resumed('2026-09-11 16:00'),
    ],
  ],
  [
    'rated badly, contacted late, sent back and late again',
    [
      'rectification-contact-pre-warning',
      'rectification-contact-yellow',
      'rectification-pre-warning',
      'rectification-yellow',
      'rectification-red',
    ],
    (matter) => [
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.decided('2026-09-02 09:00', '2026-09-16'),
      matter.delivered('2026-09-02 10:00'),
      matter.badlyRated('2026-09-03 10:00', '2026-09-04', '2026-09-10'),
      matter.raterContacted('2026-09-07 10:00'),
      matter.sentBack('2026-09-08 10:00', '2026-09-15'),
      matter.rectified('2026-09-18 10:00'),
    ],
  ],
];

it.each(lives)('ends the same for any order of its facts, with repeats: %s', async (_name, standing, life) => {
  const told = new Matter(stand);
  await stand.hear(...life(told));
  const expected = await endOfCase(told);
  expect(await told.standing()).toEqual(standing);
  await inAnyOrder({ events: life(told).length, runs: 15 }, async (shuffled) => {
    const matter = new Matter(stand);
    const events = life(matter);
    await stand.hear(...shuffled(events));
    expect(await endOfCase(matter)).toEqual(expected);
  });
  expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
});
