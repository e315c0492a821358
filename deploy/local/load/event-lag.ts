import type { OperatorConnection } from '#lib/testing';
import { serviceNames } from '../services.js';
import { percentile } from './tally.js';

/**
 * From the act to its last handler, for every event of a time that somebody handled: both moments are business time of
 * the deployment, one clock.
 *
 * @param db an operator's look into every schema
 * @param since the newest moment of any journal before the load, as the database writes it
 * @returns p50, p95, p99 and the most, in milliseconds; undefined when nothing was handled
 */
export async function eventLag(db: OperatorConnection, since: string): Promise<number[] | undefined> {
  const services = serviceNames.filter((name) => name !== 'gateway');
  const handled = services.map((name) => `SELECT event_id, handled_at FROM yc_${name}.inbox WHERE handled_at >= ?`);
  const said = services.map((name) => `SELECT event_id, occurred_at FROM yc_${name}.outbox WHERE occurred_at >= ?`);
  const rows = await db.rows<{ lag: string }>(
    `SELECT TIMESTAMPDIFF(MICROSECOND, MIN(o.occurred_at), MAX(i.handled_at)) / 1000 AS lag
       FROM (${said.join(' UNION ALL ')}) o JOIN (${handled.join(' UNION ALL ')}) i ON i.event_id = o.event_id
      GROUP BY o.event_id`,
    Array.from({ length: 2 * services.length }, () => since),
  );
  const sorted = rows.map(({ lag }) => Number(lag)).sort((a, b) => a - b);
  return sorted.length === 0 ? undefined : [0.5, 0.95, 0.99, 1].map((share) => percentile(sorted, share));
}

/** Business time as of now, in the database's own writing. */
export async function businessTime(db: OperatorConnection): Promise<string> {
  const [row] = await db.rows<{ now: string }>(
    `SELECT CAST(UTC_TIMESTAMP(3) + INTERVAL COALESCE(MAX(offset_ms), 0) * 1000 MICROSECOND AS CHAR) AS now
       FROM yc_identity.business_clock`,
  );
  return row?.now ?? '';
}
