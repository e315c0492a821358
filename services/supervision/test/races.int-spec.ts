import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, type Said } from '#lib/testing';
import { Matter } from './matter.js';
import { china } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start('2026-09-09 09:00');
  await eventually(() => expect(stand.heardUntil() > china('2026-09-09 08:00')).toBe(true));
});
afterAll(async () => stand.close());

/** A slow machine needs its time. */
const patience = 300_000;

const earlierFacts: [string, (matter: Matter) => Said][] = [
  ['a decision', (matter) => matter.decided('2026-09-04 17:00')],
  ['a stop', (matter) => matter.stopped('2026-09-04 17:00')],
];

it.each(earlierFacts)(
  'leaves no card standing when a threshold comes while %s made before it is heard, a hundred times',
  async (_name, fact) => {
    let raised = 0;
    for (let round = 0; round < 100; round += 1) {
      const matter = new Matter(stand);
      // Past the promise both its cards are due, and the runner takes them with the commit.
      const accepted = stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
      await (round % 2 === 0 ? accepted : sleep(round % 10));
      await Promise.all([accepted, stand.hear(fact(matter))]);
      await stand.quiet();
      expect(await matter.standing()).toEqual([]);
      const said = await matter.saidOfCards();
      // Each card was raised and taken back, once, or never came.
      expect([[], ['CardRaised', 'CardWithdrawn', 'CardRaised', 'CardWithdrawn']]).toContainEqual(said);
      raised += said.length > 0 ? 1 : 0;
    }
    // Both orders were seen, or the race was none.
    expect(raised).toBeGreaterThan(0);
    expect(raised).toBeLessThan(100);
  },
  patience,
);
