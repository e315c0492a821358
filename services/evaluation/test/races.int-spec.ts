import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseEvaluatedSchema, RectificationOpenedSchema } from '#lib/contracts';
import { bad, good } from './facts.js';
import { strictRegion } from './office.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

/** A slow machine needs its time. */
const patience = 300_000;

it(
  'lets one of two evaluations of a service win, the citizen’s or the token’s, a hundred times',
  async () => {
    const itemId = 'RACED';
    const wins = { citizen: 0, token: 0 };
    for (let round = 0; round < 100; round += 1) {
      const { occasionId, citizen } = await stand.delivery({ itemId });
      const token = await stand.invitation(occasionId);
      const [own, invited] = await Promise.all([
        stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, bad),
        stand.rateInvited(token, good),
      ]);
      expect([own.status, invited.status].sort()).toEqual([200, 409]);
      const [winner, loser] = own.status === 200 ? [bad, invited] : [good, own];
      wins[own.status === 200 ? 'citizen' : 'token'] += 1;
      expect(loser.body['code']).toBe('evaluation.already-given');
      expect(await stand.said(CaseEvaluatedSchema, occasionId)).toMatchObject([{ level: winner.level }]);
      const kept = await stand.rows('SELECT level FROM evaluation WHERE occasion_id = ?', [occasionId]);
      expect(kept).toEqual([{ level: winner.level }]);
      // The loser's words and its rectification went with its transaction.
      const [opened] = await stand.rows<{ id: string }>(
        'SELECT rectification_id id FROM rectification WHERE occasion_id = ?',
        [occasionId],
      );
      expect(await stand.said(RectificationOpenedSchema, opened?.id ?? '')).toHaveLength(winner === bad ? 1 : 0);
      const words = await stand.rows('SELECT kind FROM written_text WHERE occasion_id = ?', [occasionId]);
      expect(words).toHaveLength(winner === bad ? 1 : 0);
    }
    const figures = 'SELECT active, level1, level5, rectifications_opened opened FROM indicator WHERE item_id = ?';
    expect(await stand.rows(figures, [itemId])).toEqual([
      { active: 100, level1: wins.citizen, level5: wins.token, opened: wins.citizen },
    ]);
  },
  patience,
);

it(
  'never takes the default for the applicant’s rating when both come at once',
  async () => {
    for (let round = 0; round < 20; round += 1) {
      const { occasionId, citizen } = await stand.delivery({ itemId: 'DEFAULTED' });
      stand.passDays(9);
      // The timer looks every second; it is woken at different moments of the rating.
      await new Promise((resolve) => setTimeout(resolve, round * 60));
      const answer = await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, good);
      expect(answer.status).toBe(200);
      const said = await stand.said(CaseEvaluatedSchema, occasionId);
      expect(said.at(-1)).toMatchObject({ level: 5, origin: 'active', evaluationId: said[0]?.evaluationId });
      expect(await stand.occasion(occasionId)).toMatchObject({ state: 'rated', version: said.length + 1 });
    }
    const figures = 'SELECT active, defaulted, level5, level3 FROM indicator WHERE item_id = ?';
    const [row] = await stand.rows<Record<string, number>>(figures, ['DEFAULTED']);
    // The lodgings of these cases stay defaulted; each delivery counts once, as its applicant rated it.
    expect(row).toMatchObject({ active: 20, level5: 20, level3: 0 });
  },
  patience,
);

/** The strict region takes the third alike within a minute for a machine's: what is active at least, and at most. */
it.each<[string, [number, number], (n: number) => { comment: string; address: string }]>([
  ['from one address', [2, 2], (n) => ({ comment: `服务很好,第${n}次来办`, address: '192.0.2.40' })],
  ['with the same words', [2, 2], (n) => ({ comment: '办事效率高,一次办好', address: `192.0.2.${50 + n}` })],
  // Some share words and some an address: nobody may wait for somebody who waits for them.
  ['crosswise', [1, 4], (n) => ({ comment: `相同的评价之${'甲乙'[n % 2]}`, address: `192.0.2.${80 + (n % 3)}` })],
])(
  'knows a burst %s that comes at once as it knows one that comes in turn',
  async (_, [least, most], traces) => {
    const tokens: string[] = [];
    const occasions: string[] = [];
    for (let n = 0; n < 16; n += 1) {
      const { occasionId } = await stand.delivery({ region: strictRegion });
      occasions.push(occasionId);
      tokens.push(await stand.invitation(occasionId, '192.0.2.20', 'issue-strict'));
    }
    await stand.rows('UPDATE invitation SET made_at = made_at - INTERVAL 5 MINUTE');
    const given = tokens.map(async (token, n) => {
      const { comment, address } = traces(n);
      return stand.rateInvited(token, { ...good, comment }, { 'x-forwarded-for': address });
    });
    expect((await Promise.all(given)).map(({ status }) => status)).toEqual(tokens.map(() => 200));
    const rated = `SELECT origin FROM evaluation WHERE occasion_id IN (${tokens.map(() => '?').join(', ')})`;
    const origins = (await stand.rows<{ origin: string }>(rated, occasions)).map(({ origin }) => origin);
    expect(origins).toHaveLength(16);
    const active = origins.filter((origin) => origin === 'active').length;
    expect(active).toBeGreaterThanOrEqual(least);
    expect(active).toBeLessThanOrEqual(most);
  },
  patience,
);
