import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { anyOrder, inAnyOrder } from './any-order.js';

it('takes every event at least once, some again, within the repeats that are allowed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }).chain((events) => fc.tuple(fc.constant(events), anyOrder(events, 3))),
      ([events, places]) => {
        expect([...new Set(places)].sort()).toEqual([...Array(events).keys()]);
        expect(places.length).toBeLessThanOrEqual(events + 3);
      },
    ),
  );
});

const told = ['accepted', 'decided', 'delivered'];

it.each<[string, (heard: string[]) => unknown]>([
  ['what came last', (heard) => heard.at(-1)],
  ['how often something came', (heard) => heard.length],
])('finds a story that ends otherwise, by %s', async (_, endOf) => {
  const story = inAnyOrder({ events: 3, runs: 100 }, async (shuffled) => {
    await Promise.resolve();
    expect(endOf(shuffled(told))).toEqual(endOf(told));
  });
  await expect(story).rejects.toThrow(/Counterexample/);
});

it('passes a story that ends the same', async () => {
  await inAnyOrder({ events: 3, runs: 100 }, async (shuffled) => {
    await Promise.resolve();
    expect([...new Set(shuffled(told))].sort()).toEqual(told);
  });
});

it('refuses a story of another length: what is never told would not be missed', async () => {
  const story = inAnyOrder({ events: 3, runs: 1 }, async (shuffled) => {
    await Promise.resolve();
    shuffled(told.slice(1));
  });
  await expect(story).rejects.toMatchObject({ cause: { message: '2 events are told, not 3' } });
});
