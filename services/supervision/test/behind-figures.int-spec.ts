import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;

beforeAll(async () => {
  stand = await SupervisionStand.start();
  // Twelve months, four figures and five departments with seven items each: a look is never at most of the table.
  const rows = Array.from({ length: 20_000 }, (_, at) => [
    `case-${String(at).padStart(8, '0')}`,
    `figure-${at % 4}`,
    '',
    `2026-${String(1 + (Math.floor(at / 4) % 12)).padStart(2, '0')}`,
    '530129',
    `department-${at % 5}`,
    `item-${at % 35}`,
    1,
  ]);
  await stand.rows(
    'INSERT INTO case_figure (case_id, figure, ref, month, region, department_id, item_id, value) VALUES ?',
    [rows],
  );
  await stand.rows('ANALYZE TABLE case_figure');
});
afterAll(async () => stand.close());

it.each([
  ['an item', "AND item_id = 'item-3'", 'behind_item'],
  ['a department', "AND department_id = 'department-3'", 'behind_department'],
  ['everything', '', 'behind_month'],
])('finds the cases behind a figure of %s from one index, in their order', async (_, condition, key) => {
  const [plan, ...more] = await stand.rows(
    `EXPLAIN SELECT case_id, ref, value FROM case_figure
      WHERE month = '2026-09' AND figure = 'figure-3' AND (region LIKE '5301%') ${condition}
        AND (case_id > 'case-00000100' OR (case_id = 'case-00000100' AND ref > ''))
      ORDER BY case_id, ref LIMIT 21`,
  );
  expect(more).toEqual([]);
  expect(plan).toMatchObject({ key, Extra: expect.not.stringContaining('filesort') });
});
