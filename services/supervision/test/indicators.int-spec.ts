import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Answer } from '#lib/testing';
import { checkIndicators } from '../src/indicator/check-indicators.js';
import { Matter } from './matter.js';
import { department, plan } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
const [quick, slow, late, open] = ['quick', 'slow', 'late', 'open'] as const;
const matters: Record<string, Matter> = {};

beforeAll(async () => {
  stand = await SupervisionStand.start('2026-10-08 09:00');
  for (const name of [quick, slow, late, open]) {
    const matter = new Matter(stand);
    matters[name] = matter;
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
  }
  await stand.hear(
    // Decided on its first day; after three days, one of them stopped; and after the promise.
    (matters[quick] as Matter).decided('2026-09-01 17:00'),
    (matters[slow] as Matter).stopped('2026-09-02 09:00'),
    (matters[slow] as Matter).resumed('2026-09-03 09:00'),
    (matters[slow] as Matter).decided('2026-09-04 17:00'),
    (matters[late] as Matter).decided('2026-09-10 17:00'),
    ...[quick, slow, late].map((name) => (matters[name] as Matter).delivered('2026-09-11 09:00')),
  );
  await stand.quiet();
});
afterAll(async () => stand.close());

const caseOf = (name: string): string => matters[name]?.caseId ?? '';

interface Card {
  departmentId: string;
  itemId: string;
  figures: Record<string, { cases: number; total: number }>;
}

it('counts what was accepted and decided, in time or not, how long it took and which cards stand', async () => {
  const { status, body } = await stand.call<{ items: Card[] }>('GET', '/indicators?month=2026-09', 'supervisor');
  expect(status).toBe(200);
  expect(body.items).toMatchObject([
    {
      month: '2026-09',
      departmentId: department,
      itemId: plan.itemId,
      accepted: 4,
      decided: 3,
      onTimeRate: { promised: 2 / 3, statutory: 1 },
      // Of each clock only the highest: of the late case and of the open one, whose law has passed too.
      cards: { preWarning: 0, yellow: 2, red: 1 },
      // 0, 2 and 7 working days.
      workingDays: { mean: 3, median: 2, ninetieth: 7 },
      promiseCompression: 0.75,
    },
  ]);
  const cards = await stand.call<{ items: Card[] }>('GET', '/scorecards?month=2026-09', 'reviewer');
  expect(cards.body.items).toMatchObject([{ departmentId: department, accepted: 4, decided: 3 }]);
  expect(cards.body.items[0]).not.toHaveProperty('itemId');
});

it('opens every figure into exactly the cases behind it, page by page', async () => {
  const { body } = await stand.call<{ items: Card[] }>('GET', '/indicators?month=2026-09', 'auditor');
  const figures = Object.entries(body.items[0]?.figures ?? {});
  expect(figures.length).toBeGreaterThan(8);
  for (const [figure, { cases, total }] of figures) {
    const found: { caseId: string; value: number }[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const path: string = `/indicators/cases?month=2026-09&figure=${figure}&itemId=${plan.itemId}&limit=1`;
      const page: Answer<{ items: { caseId: string; value: number }[]; next?: string }> = await stand.call(
        'GET',
        next === '' ? path : `${path}&cursor=${next}`,
        'auditor',
      );
      found.push(...page.body.items);
      ({ next } = page.body);
    }
    expect({ figure, cases: found.length, total: found.reduce((sum, { value }) => sum + value, 0) }).toEqual({
      figure,
      cases,
      total,
    });
  }
  const lateOnes = await stand.call('GET', '/indicators/cases?month=2026-09&figure=late-promised', 'supervisor');
  expect(lateOnes.body['items']).toMatchObject([{ caseId: caseOf(late), value: 1 }]);
});

it('shows a department its own only, and another region nothing', async () => {
  for (const as of ['other-reviewer', 'supervisor-elsewhere']) {
    const query = `month=2026-09&departmentId=${department}`;
    expect((await stand.call('GET', `/indicators?${query}`, as)).body['items']).toEqual([]);
    expect((await stand.call('GET', `/indicators/cases?${query}&figure=decided`, as)).body['items']).toEqual([]);
  }
  expect((await stand.call('GET', '/indicators?month=2026-09', 'clerk')).status).toBe(403);
});

it('refuses what is no month and no figure', async () => {
  for (const path of ['/indicators', '/indicators?month=2026-13', '/indicators/cases?month=2026-09&figure=luck']) {
    expect(await stand.call('GET', path, 'supervisor')).toMatchObject({ status: 400 });
  }
});

it('is recomputed from the facts without a difference, and finds a figure that was changed by hand', async () => {
  expect(await checkIndicators(stand.work)).toEqual([]);
  await stand.rows("UPDATE indicator SET cases = cases + 1 WHERE figure = 'decided' AND month = '2026-09'");
  expect(await checkIndicators(stand.work)).toMatchObject([
    { figure: 'decided', counted: { cases: 4 }, recomputed: { cases: 3 } },
  ]);
  await stand.rows("UPDATE indicator SET cases = cases - 1 WHERE figure = 'decided' AND month = '2026-09'");
  await stand.rows("DELETE FROM indicator WHERE figure = 'accepted'");
  expect(await checkIndicators(stand.work)).toMatchObject([
    { figure: 'accepted', counted: { cases: 0 }, recomputed: { cases: 4 } },
  ]);
});
