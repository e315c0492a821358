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
    const holds = await check(places, Number(values.seconds)).finally(async () => places.close());
    process.exitCode = holds ? 0 : 1;
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
}
