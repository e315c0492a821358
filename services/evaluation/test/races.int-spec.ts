import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseEvaluatedSchema, RectificationOpenedSchema } from '#lib/contracts';
import { bad, good } from './facts.js';
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
