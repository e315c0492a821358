import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusView } from '#lib/messaging';
import { type SealCheck, ThreadPool } from '#lib/seals';
import { openOperatorConnection } from '#lib/testing';
import { say } from '../say.js';
import { judge, type Verdict } from './equation.js';
import { families } from './families.js';
import { Ground } from './ground.js';
import type { Places } from './places.js';
import { Progress } from './progress.js';
import type { SealQuestion } from './seal-thread.js';

/** How long what is under way may take to come to rest. */
export const patienceSeconds = 60;
const shownIds = 10;

/**
 * Looks until everything holds, or until work under way must have come to rest; then tells what it found.
 *
 * @param places where
 * @param seconds how long to wait for rest; a deployment without services is looked at once
 * @returns whether every equation holds
 */
export async function check(places: Omit<Places, 'close'>, seconds = patienceSeconds): Promise<boolean> {
  const end = performance.now() + (places.live ? seconds * 1_000 : 0);
  let verdicts = await look(places);
  for (; isBroken(verdicts) && performance.now() < end; verdicts = await look(places)) await sleep(1_000);
  tell(verdicts);
  if (places.statements === undefined) say('– provider      not asked: set PROVIDER_URL and PROVIDER_SECRET');
  return !isBroken(verdicts);
}

const isBroken = (verdicts: readonly Verdict[]): boolean => verdicts.some(({ broken }) => broken.length > 0);

async function look({ rootUrl, natsUrl, live, statements }: Omit<Places, 'close'>): Promise<Verdict[]> {
  const db = await openOperatorConnection(rootUrl);
  const bus = await BusView.open(natsUrl);
  // To verify seals is the slowest part of a look by far: on every processor of the machine.
  const seals = new ThreadPool<SealQuestion, SealCheck>(
    new URL('./seal-thread.js', import.meta.url),
    availableParallelism(),
  );
  const progress = new Progress();
  try {
    const ground = await Ground.look({ db, bus, live, statements, progress, seals });
    const verdicts: Verdict[] = [];
    for (const family of families) verdicts.push(await judge(ground, family));
    return verdicts;
  } finally {
    progress.end();
    await seals.close();
    await bus.close();
    await db.end();
  }
}

function tell(verdicts: readonly Verdict[]): void {
  // A family without equations is about something this deployment does not have.
  for (const { family, equations, rows, seconds, broken } of verdicts.filter((one) => one.equations > 0)) {
    const good = broken.length === 0;
    const failed = good ? '' : `, ${broken.length} do not hold`;
    const figures = `${String(equations).padStart(3)} equations, ${rows} rows, ${seconds.toFixed(1)} s`;
    say(`${good ? '✓' : '✗'} ${family.padEnd(13)} ${figures}${failed}`);
    for (const { equation, ids } of broken) {
      const more = ids.length > shownIds ? ` … ${ids.length} in all` : '';
      say(`    ${equation.id}: it is not true that ${equation.sentence}: ${ids.slice(0, shownIds).join('; ')}${more}`);
    }
  }
  const all = verdicts.reduce((sum, { equations }) => sum + equations, 0);
  if (!isBroken(verdicts)) say(`${all} equations hold`);
}
