import * as fc from 'fast-check';

/**
 * Places of some events: each at least once, in any order, some again.
 *
 * @param events how many events
 * @param repeats how many more deliveries at most
 */
export function anyOrder(events: number, repeats = 8): fc.Arbitrary<number[]> {
  const all = [...Array(events).keys()];
  const again = fc.array(fc.constantFrom(...all), { maxLength: repeats });
  return again.chain((more) => fc.shuffledSubarray([...all, ...more], { minLength: events + more.length }));
}

/** Brings one round's events, told in order, into the order of the round. */
export type Shuffled = <E>(told: E[]) => E[];

/**
 * Checks that a story ends the same whatever order its events come in, with repeats.
 *
 * @param how how many events the story has, in how many orders it is tried, how many deliveries are repeats at most
 * @param round makes a case of its own, delivers its shuffled events and expects what must have come of it
 */
export async function inAnyOrder(
  how: { events: number; runs: number; repeats?: number },
  round: (shuffled: Shuffled) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(anyOrder(how.events, how.repeats), async (places) =>
    round((told) => {
      if (told.length !== how.events) throw new Error(`${told.length} events are told, not ${how.events}`);
      return places.flatMap((place) => told.slice(place, place + 1));
    }),
  );
  await fc.assert(property, { numRuns: how.runs });
}
