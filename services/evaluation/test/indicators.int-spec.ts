import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { department, region } from './office.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

async function rated(itemId: string, levels: number[]): Promise<void> {
  for (const level of levels) {
    const { occasionId, citizen } = await stand.delivery({ itemId });
    const answer = await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, { level, channel: 'pc' });
    expect(answer.status).toBe(200);
  }
}
const lines = async (more = ''): Promise<Record<string, unknown>[]> =>
  (await stand.call<{ items: Record<string, unknown>[] }>('GET', `/indicators?region=${region}${more}`, '')).body.items;

it('shows everybody the rates of what enough people rated, and nothing that could be traced to fewer than five', async () => {
  await rated('BIG', [5, 5, 4, 3, 1]);
  await rated('SMALL', [1, 2]);
  const whole = { departmentId: department, departmentName: '示范县市场监督管理局', occasions: 10, active: 5 };
  const rates = { active: 0.5, satisfaction: 0.8, rectified: 0 };
  expect(await lines()).toMatchObject([{ ...whole, levels: { 1: 1, 2: 0, 3: 1, 4: 1, 5: 2 }, rates }]);
  const of = `&departmentId=${department}`;
  expect(await lines(of)).toMatchObject([{ itemId: 'BIG', active: 5, rates }]);

  // Together with another small item the two are enough: they show as one line, and only then in the whole.
  await rated('TINY', [5, 5, 5]);
  const [big, others] = await lines(of);
  expect(big).toMatchObject({ itemId: 'BIG' });
  expect(others).toMatchObject({ active: 5, levels: { 1: 1, 2: 1, 5: 3 } });
  expect(others).not.toHaveProperty('itemId');
  expect(await lines()).toMatchObject([{ active: 10, occasions: 20 }]);
});

it('tells nothing of another region, and wants one', async () => {
  expect(await stand.call('GET', '/indicators?region=530199', '')).toMatchObject({ status: 200, body: { items: [] } });
  expect(await stand.call('GET', '/indicators', '')).toMatchObject({ status: 400 });
  expect(await stand.call('GET', `/indicators?region=53%25${newId()}`, '')).toMatchObject({ status: 400 });
});
