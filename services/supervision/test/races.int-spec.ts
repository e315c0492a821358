import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Said } from '#lib/testing';
import { Matter } from './matter.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
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
      stand.moveTo('2026-09-01 09:30');
      const matter = new Matter(stand);
      await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
      // Past the promise: both its cards are due, and the runner takes them as soon as the next commit wakes it.
      stand.moveTo('2026-09-09 09:00');
      const [timer] = await stand.rows<{ id: string }>(
        `SELECT c.clock_id id FROM clock c WHERE c.case_id = ? AND c.kind = 'promised'`,
        [matter.caseId],
      );
      await Promise.all([stand.raise(timer?.id ?? ''), stand.hear(fact(matter))]);
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
