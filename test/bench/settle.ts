import { setTimeout as sleep } from 'node:timers/promises';
import { readBus } from '#lib/messaging';

const patience = 300_000;

/**
 * Waits until services have heard everything. What one stretch of load left behind would else be counted as the next one's,
 * and what only hears (supervision, evaluation) would seem to cost nothing while it falls behind.
 *
 * @param natsUrl of an account that sees every stream
 * @param listeners the services that run
 * @throws Error when they do not come to rest
 */
export async function settle(natsUrl: string, listeners: readonly string[]): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const { durables } = await readBus(natsUrl);
    const busy = durables.filter(
      ({ name, pending, unacknowledged }) =>
        listeners.includes(name.split('__')[0] ?? '') && pending + unacknowledged > 0,
    );
    if (busy.length === 0) return;
    if (performance.now() > end) throw new Error(`still hearing: ${busy.map(({ name }) => name).join(', ')}`);
    await sleep(200);
  }
}
