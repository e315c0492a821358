import type { HistoryQuery } from '#lib/persistence';
import type { Ask } from '../service-databases.js';

/** One line of the life of a case. */
export interface HistoryLine {
  at: Date;
  service: string;
  what: string;
  detail: string;
}

/** What is asked for. */
export interface About {
  /** Ids of the case and of whatever belongs to it, in any service. */
  ids: readonly string[];
  /** Ids of the events about them. */
  events: readonly string[];
}

interface Known extends About {
  /** Kinds of aggregates of this service: they lead the indexes of ledger and outbox. */
  aggregates: readonly string[];
}

interface QueryEverywhere extends HistoryQuery {
  table: string;
  values: (known: Known) => unknown[];
}

const byIds = ({ ids }: Known): unknown[] => [ids];
const byAggregates = ({ aggregates, ids }: Known): unknown[] => [aggregates, ids];

/** The tables that every service has, by the libraries that make them. */
const everywhere: readonly QueryEverywhere[] = [
  {
    table: 'ledger',
    values: byAggregates,
    what: 'act',
    sql: `SELECT at, CONCAT(aggregate, ' ', act, ': ', from_state, ' → ', to_state, ', version ', version, ', by ', person_id,
                 IFNULL(CONCAT(' under letter ', letter_id, ' v', letter_version), ''), ' [', aggregate_id, ']') AS detail
            FROM ledger WHERE aggregate IN (?) AND aggregate_id IN (?)`,
  },
  {
    table: 'outbox',
    values: byAggregates,
    what: 'event',
    sql: `SELECT occurred_at AS at, CONCAT(SUBSTRING_INDEX(type, '.', -1), ' v', aggregate_version, ', by ', person_id,
                 IFNULL(CONCAT(' under letter ', letter_id, ' v', letter_version), ''), ', ', state,
                 IFNULL(CONCAT(' ', stream_name, ' ', stream_seq), ''), ' [', event_id, ']') AS detail
            FROM outbox WHERE aggregate IN (?) AND aggregate_id IN (?)`,
  },
  {
    table: 'inbox',
    values: byIds,
    what: 'heard',
    sql: `SELECT handled_at AS at, CONCAT(handler, ' [', event_id, ']') AS detail FROM inbox WHERE aggregate_id IN (?)`,
  },
  {
    table: 'parked',
    values: byIds,
    what: 'PARKED',
    sql: `SELECT parked_at AS at, CONCAT(handler, ' awaits ', awaits, ', ', tries, ' tries [', event_id, ']') AS detail
            FROM parked WHERE awaits IN (?)`,
  },
  {
    table: 'late_fact',
    values: byIds,
    what: 'LATE FACT',
    sql: `SELECT recorded_at AS at,
                 CONCAT(SUBSTRING_INDEX(type, '.', -1), ' met ', state, ', remedy: ', remedy, ' [', event_id, ']') AS detail
            FROM late_fact WHERE aggregate_id IN (?)`,
  },
  {
    table: 'dead_letter',
    values: ({ events }) => [events],
    what: 'DEAD LETTER',
    sql: `SELECT first_at AS at, CONCAT(SUBSTRING_INDEX(type, '.', -1), ' ', consumer, ': ', cause, ', ', state, ' [', event_id, ']') AS detail
            FROM dead_letter WHERE event_id IN (?)`,
  },
  {
    table: 'due_timer',
    values: byIds,
    what: 'timer',
    sql: `SELECT IFNULL(fired_at, due_at) AS at, CONCAT(kind, ' due ', due_at, ', ', state, IF(attempts > 0, CONCAT(', ', attempts, ' attempts'), '')) AS detail
            FROM due_timer WHERE subject_id IN (?)`,
  },
  {
    table: 'sealed_document',
    values: byIds,
    what: 'paper asked for',
    sql: `SELECT requested_at AS at, CONCAT(kind, ' ', number, ' of ', organ_id) AS detail
            FROM sealed_document WHERE subject_id IN (?)`,
  },
  {
    table: 'seal_use',
    values: ({ ids }) => [ids, ids],
    what: 'paper sealed',
    sql: `SELECT at, CONCAT(purpose, ' with the seal of ', organ_id, ' [', document_id, ']') AS detail
            FROM seal_use WHERE subject_id IN (?) OR document_id IN (?)`,
  },
];

/** What a service's database is asked. */
export interface HistorySource {
  service: string;
  ask: Ask;
  /** What the service itself adds. */
  own: readonly HistoryQuery[];
}

/**
 * Reads a service's part of the life of a case.
 *
 * @param source the service
 * @param about which case
 */
export async function historyIn({ service, ask, own }: HistorySource, about: About): Promise<HistoryLine[]> {
  const there = await ask<{ tab: string }>(
    'SELECT table_name AS tab FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const tables = new Set(there.map(({ tab }) => tab));
  const known = { ...about, aggregates: await aggregatesOf(ask) };
  const queries = [
    ...everywhere
      .filter(({ table }) => tables.has(table))
      .map(({ what, sql, values }) => ({ what, sql, values: values(known) })),
    ...own.map(({ what, sql }) => ({
      what,
      sql,
      values: sql
        .split('?')
        .slice(1)
        .map(() => about.ids),
    })),
  ];
  const lines: HistoryLine[] = [];
  for (const { what, sql, values } of queries) {
    if (values.some(isEmpty)) continue;
    for (const { at, detail } of await ask<{ at: Date; detail: string }>(sql, values)) {
      lines.push({ at, service, what, detail });
    }
  }
  return lines;
}

/** Ids of the events that a service said about these ids. */
export async function eventsAbout(ask: Ask, ids: readonly string[]): Promise<string[]> {
  const aggregates = await aggregatesOf(ask);
  if (aggregates.length === 0) return [];
  const rows = await ask<{ id: string }>(
    'SELECT event_id AS id FROM outbox WHERE aggregate IN (?) AND aggregate_id IN (?)',
    [aggregates, ids],
  );
  return rows.map(({ id }) => id);
}

/** Read from the ends of an index, not from its rows. */
async function aggregatesOf(ask: Ask): Promise<string[]> {
  const rows = await ask<{ aggregate: string }>('SELECT aggregate FROM ledger GROUP BY aggregate');
  return rows.map(({ aggregate }) => aggregate);
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
