/** When a broker has on disk what it acknowledged: before it answers, or some time later. */
type BusSync = 'always' | 'later';

/** What of it a broker shows; or why nothing of it can be seen. */
export type SeenSync = { sync: BusSync } | { why: 'no-monitor' | 'no-answer' | 'not-told' };

const timeoutMilliseconds = 5_000;

interface Varz {
  jetstream?: { config?: { sync_interval?: number; sync_always?: boolean } };
}

/**
 * Looks for `sync_interval` where a broker shows it: on its monitoring address (`/varz`), from 2.10 on. A client's
 * connection is not told.
 *
 * @param monitor http://host:port, as NATS_MONITOR_URL names it
 */
export async function readSync(monitor: string | undefined): Promise<SeenSync> {
  if (monitor === undefined) return { why: 'no-monitor' };
  try {
    const answer = await fetch(new URL('/varz', monitor), { signal: AbortSignal.timeout(timeoutMilliseconds) });
    const { sync_interval: interval, sync_always: always } = ((await answer.json()) as Varz).jetstream?.config ?? {};
    if (always === true) return { sync: 'always' };
    return interval === undefined ? { why: 'not-told' } : { sync: 'later' };
  } catch {
    return { why: 'no-answer' };
  }
}
