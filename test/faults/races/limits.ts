import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenHall } from './open-hall.js';
import { Balance, playRounds, rounds } from './rounds.js';

/** Cases that meet one limit together. */
const wave = 25;
/** Before a limit comes, every service has heard how late it is. */
const approachMilliseconds = 3_000;
/** So long before the limit the first act of a wave begins, and so long after it the last. */
const spreadMilliseconds = 300;

/**
 * Plays every round of a race against time. Cases of one day share their limits: a wave of them is got ready, business time
 * is moved shortly before the limit, and passes it by itself while people act.
 *
 * @param ready gets a case ready, and tells its limit
 * @param act is called at its moment before or after the limit
 * @param first whether the act came before the limit in a round that ended so
 * @returns how each round ended
 */
export async function playAgainstTime<C extends { limit: Date }, T>(
  hall: OpenHall,
  ready: () => Promise<C>,
  act: (it: C) => Promise<T>,
  first: (end: T) => boolean,
): Promise<T[]> {
  const ends: T[] = [];
  // What one wave came to moves the next one.
  const balance = new Balance(spreadMilliseconds, spreadMilliseconds);
  for (let begun = 0; begun < rounds; begun += wave) {
    const cases = await playRounds(ready, wave);
    const until = await approach(hall, Math.max(...cases.map(({ limit }) => limit.getTime())));
    const leads = cases.map((_, at) => balance.lead(begun + at));
    const acts = cases.map(async (it, at) => {
      await sleep(until(leads[at] ?? 0));
      return act(it);
    });
    const came = await Promise.all(acts);
    balance.saw(came.filter(first).length > wave / 2);
    ends.push(...came);
  }
  return ends;
}

/** Moves business time shortly before a limit. @returns tells how long it is to a moment before the limit */
async function approach({ people }: OpenHall, limit: number): Promise<(lead: number) => number> {
  const manager = await people.get('authority-wu');
  const advanceTo = new Date(limit - approachMilliseconds).toISOString();
  const { offsetMs } = await manager.act('/api/identity/business-time', { advanceTo });
  const comes = limit - Number(offsetMs);
  return (lead) => Math.max(0, comes - lead - Date.now());
}
