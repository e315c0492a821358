import { parseArgs } from 'node:util';
import { say } from '../say.js';
import { check, patienceSeconds } from './check.js';
import { findPlaces } from './places.js';

/**
 * `npm run check`: everything that must always be true, over all databases and streams.
 *
 * @param args `--seconds n` how long to wait until work under way has come to rest
 */
export async function checkCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: String(patienceSeconds) } } });
  try {
    const places = await findPlaces();
    try {
      process.exitCode = (await check(places, Number(values.seconds))) ? 0 : 1;
    } finally {
      await places.close();
    }
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
}
