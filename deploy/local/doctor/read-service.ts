import type { Ask } from '../service-databases.js';

/** What lies in a service's tables that an operator should know of. */
export interface ServiceFacts {
  service: string;
  offsetMs: number;
  outbox: Waiting;
  parked: Waiting;
  deadLetters: number;
  /** Timers due for more than a minute of business time, and the most tries one of them has had. */
  overdue: { count: number; attempts: number };
  /** Whether it keeps copies of identity's facts. */
  keepsCopies: boolean;
}

/** Things that wait, and the real moment at which the oldest was said. */
export interface Waiting {
  count: number;
  oldestEventId: string | undefined;
}

interface CountRow {
  n: string;
  oldest: string | null;
}

/** Reads a service's tables. */
export async function readService(service: string, ask: Ask): Promise<ServiceFacts> {
  const offsetMs = await offsetOf(ask);
  const waiting = async (sql: string): Promise<Waiting> => {
    const [row] = await ask<CountRow>(sql);
    return { count: Number(row?.n ?? 0), oldestEventId: row?.oldest ?? undefined };
  };
  const letters = await waiting(`SELECT COUNT(*) AS n, NULL AS oldest FROM dead_letter WHERE state = 'open'`);
  return {
    service,
    offsetMs,
    outbox: await waiting(`SELECT COUNT(*) AS n, MIN(event_id) AS oldest FROM outbox WHERE state = 'waiting'`),
    parked: await waiting('SELECT COUNT(*) AS n, MIN(event_id) AS oldest FROM parked'),
    deadLetters: letters.count,
    overdue: await overdueTimers(ask, new Date(Date.now() + offsetMs - 60_000)),
    keepsCopies: (await ask(`SHOW TABLES LIKE 'staff\\_copy'`)).length > 0,
  };
}

async function offsetOf(ask: Ask): Promise<number> {
  const [row] = await ask<{ ms: string }>(`SELECT offset_ms AS ms FROM business_time WHERE id = 'offset'`);
  return Number(row?.ms ?? 0);
}

async function overdueTimers(ask: Ask, before: Date): Promise<{ count: number; attempts: number }> {
  const [row] = await ask<{ n: string; tries: string | null }>(
    `SELECT COUNT(*) AS n, MAX(attempts) AS tries FROM due_timer WHERE state = 'waiting' AND due_at < ?`,
    [before],
  );
  return { count: Number(row?.n ?? 0), attempts: Number(row?.tries ?? 0) };
}
