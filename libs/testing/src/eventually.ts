import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again and again until a check passes; how long it takes is not judged.
 *
 * @param check throws while what is waited for is not there
 * @param within milliseconds after which its last error is thrown
 * @returns what the check returned
 */
export async function eventually<T>(check: () => Promise<T> | T, within = 30_000): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(50);
  }
}
