import type { DataSource } from 'typeorm';
import { countByState, countedTables, poolUse } from '#lib/persistence';
import type { Clock } from '../time/clock.js';
import type { Metrics } from './metrics.js';

/**
 * What every service tells of its database: the pool, timers whose date has passed, rows by state, business time.
 *
 * @param metrics where they are told
 * @param dataSource the service's, connected
 * @param clock the service's
 */
export function tellOfDatabase(metrics: Metrics, dataSource: DataSource, clock: Clock): void {
  metrics.group({
    figures: { database_connections: 'Database connections of the pool: open, idle, and requests waiting for one.' },
    labels: ['state'],
    read: async () => ({
      database_connections: Object.entries(poolUse(dataSource)).map(([state, value]) => ({ labels: { state }, value })),
    }),
  });
  metrics.group({
    figures: { business_time_offset_seconds: 'Seconds that business time is ahead of real time; 0 in production.' },
    read: async () => ({ business_time_offset_seconds: [{ value: clock.offsetMs / 1_000 }] }),
  });
  metrics.group({
    figures: {
      timers_overdue: 'Timers that are due and have not fired.',
      timers_oldest_overdue_seconds: 'Business time since the oldest of them was due.',
    },
    read: async () => overdueTimers(dataSource, clock.now()),
  });
  const tables = once(async () => countedTables(dataSource));
  metrics.group({
    figures: { rows: 'Rows of each state machine’s table by state, counted from an index.' },
    labels: ['table', 'state'],
    read: async () => ({
      rows: (await countByState(dataSource, await tables())).map(({ table, state, rows }) => ({
        labels: { table, state },
        value: rows,
      })),
    }),
  });
}

async function overdueTimers(
  dataSource: DataSource,
  now: Date,
): Promise<Record<'timers_overdue' | 'timers_oldest_overdue_seconds', { value: number }[]>> {
  const [row] = await dataSource.query<{ n: string; oldest: Date | null }[]>(
    `SELECT COUNT(*) AS n, MIN(due_at) AS oldest FROM due_timer WHERE state = 'waiting' AND due_at <= ?`,
    [now],
  );
  const oldest = row?.oldest ?? now;
  return {
    timers_overdue: [{ value: Number(row?.n ?? 0) }],
    timers_oldest_overdue_seconds: [{ value: (now.getTime() - oldest.getTime()) / 1_000 }],
  };
}

/** Tables and indexes do not change while a service runs. A failed look is taken again. */
function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return async () => {
    found ??= look().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}
