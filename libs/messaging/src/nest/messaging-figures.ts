import { durableName, streamName } from '#lib/contracts';
import type { Work } from '#lib/persistence';
import { bornAt, type Clock, type Metrics, type Reading } from '#lib/service-kit';
import type { Bus } from '../bus.js';

/** Whose messages are watched. */
export interface WatchedMessages {
  service: string;
  /** Services whose streams are heard. */
  sources: readonly string[];
  work: Work;
  clock: Clock;
  /** Undefined until the bus was reached for the first time. */
  bus: () => Bus | undefined;
}

interface Waiting {
  n: string;
  /** Id of an event, which tells when it was said. */
  oldest: string | null;
}

/**
 * What a service tells of its messages: what waits to be published, what waits to be handled, what lies aside. Ages are
 * real time since the event was said, whatever business time was moved to meanwhile.
 *
 * @param metrics where they are told
 * @param watched whose messages
 */
export function tellOfMessages(metrics: Metrics, watched: WatchedMessages): void {
  const { work, clock } = watched;
  const ask = async <T>(sql: string): Promise<T[]> => work.run(async (tx) => tx.query<T[]>(sql));
  const ageOf = (row: Waiting | undefined): number => {
    const born = bornAt(row?.oldest ?? '');
    return born === undefined ? 0 : Math.max(0, clock.real().getTime() - born) / 1_000;
  };
  const aside = (name: string, what: string, sql: string): void =>
    metrics.group({
      figures: { [name]: what, [`${name}_oldest_seconds`]: 'Real time since the oldest of them was said.' },
      read: async () => {
        const [row] = await ask<Waiting>(sql);
        return { [name]: [{ value: Number(row?.n ?? 0) }], [`${name}_oldest_seconds`]: [{ value: ageOf(row) }] };
      },
    });
  aside(
    'outbox_waiting',
    'Events that are committed and not yet published.',
    `SELECT COUNT(*) AS n, (SELECT event_id FROM outbox WHERE state = 'waiting' ORDER BY seq LIMIT 1) AS oldest
       FROM outbox WHERE state = 'waiting'`,
  );
  aside(
    'parked',
    'Events that wait for what they are about.',
    'SELECT COUNT(*) AS n, MIN(event_id) AS oldest FROM parked',
  );
  aside(
    'dead_letters_open',
    'Messages that no handler could take and nobody has dealt with.',
    `SELECT COUNT(*) AS n, (SELECT event_id FROM dead_letter WHERE state = 'open' ORDER BY first_at LIMIT 1) AS oldest
       FROM dead_letter WHERE state = 'open'`,
  );
  metrics.group({
    figures: { late_facts: 'Facts that came after the outcome, by handler.' },
    labels: ['handler'],
    read: async () => {
      const rows = await ask<{ handler: string; n: string }>(
        'SELECT handler, COUNT(*) AS n FROM late_fact GROUP BY handler',
      );
      return { late_facts: rows.map(({ handler, n }) => ({ labels: { handler }, value: Number(n) })) };
    },
  });
  tellOfBus(metrics, watched);
}

function tellOfBus(metrics: Metrics, { service, sources, bus }: WatchedMessages): void {
  metrics.group({
    figures: { bus_connected: 'Whether the bus is reached; without it events wait in the outbox.' },
    read: async () => ({ bus_connected: [{ value: bus()?.connected === true ? 1 : 0 }] }),
  });
  metrics.group({
    figures: {
      durable_pending: 'Messages of a stream not yet delivered to this service.',
      durable_unacknowledged: 'Messages delivered and not yet handled.',
    },
    labels: ['source'],
    read: async () => durableReadings(service, sources, bus()),
  });
}

async function durableReadings(
  service: string,
  sources: readonly string[],
  bus: Bus | undefined,
): Promise<Record<'durable_pending' | 'durable_unacknowledged', Reading[]>> {
  if (bus?.connected !== true) throw new Error('the bus is not reached');
  const found = await Promise.all(
    sources.map(async (source) => {
      const { num_pending, num_ack_pending } = await bus.jsm.consumers.info(
        streamName(source),
        durableName(service, source),
      );
      return { labels: { source }, pending: num_pending, unacknowledged: num_ack_pending };
    }),
  );
  return {
    durable_pending: found.map(({ labels, pending }) => ({ labels, value: pending })),
    durable_unacknowledged: found.map(({ labels, unacknowledged }) => ({ labels, value: unacknowledged })),
  };
}
