import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Ask } from '../service-databases.js';

/** What a database server says of itself, as any account may ask. */
export interface DatabaseFacts {
  /** host:port */
  server: string;
  variables: Readonly<Record<string, string>>;
  status: Readonly<Record<string, string>>;
  /** Character set of the schema. */
  charset: string;
  /** Milliseconds its clock is ahead of this machine's. */
  skew: number;
  /** Free share of the disk its files are on; undefined when they are on another machine. */
  free: number | undefined;
}

const variables = [
  'innodb_flush_log_at_trx_commit',
  'sync_binlog',
  'log_bin',
  'binlog_format',
  'character_set_server',
  'max_prepared_stmt_count',
  'max_connections',
  'datadir',
  'version',
];

/** Reads the settings of the server behind a schema. @param url the schema's */
export async function readDatabase(url: string, ask: Ask): Promise<DatabaseFacts> {
  const found = await named(ask, 'SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', variables);
  const status = await named(ask, 'SHOW GLOBAL STATUS WHERE Variable_name IN (?)', [
    'Prepared_stmt_count',
    'Threads_connected',
  ]);
  const [schema] = await ask<{ charset: string }>('SELECT @@character_set_database AS charset');
  return {
    server: new URL(url).host,
    variables: found,
    status,
    charset: schema?.charset ?? '',
    skew: await skewOf(ask),
    free: await freeShare(found['datadir'] ?? ''),
  };
}

async function named(ask: Ask, sql: string, names: string[]): Promise<Record<string, string>> {
  const rows = await ask<{ Variable_name: string; Value: string }>(sql, [names]);
  return Object.fromEntries(rows.map(({ Variable_name, Value }) => [Variable_name.toLowerCase(), Value]));
}

/** The question's way there and back is taken out by halves; the quickest of three says most. */
async function skewOf(ask: Ask): Promise<number> {
  let best = { took: Infinity, skew: 0 };
  for (let tries = 0; tries < 3; tries += 1) {
    const asked = Date.now();
    const [row] = await ask<{ now: Date }>('SELECT UTC_TIMESTAMP(3) AS now');
    const took = Date.now() - asked;
    if (row !== undefined && took < best.took) best = { took, skew: row.now.getTime() - asked - took / 2 };
  }
  return best.skew;
}

async function freeShare(path: string): Promise<number | undefined> {
  if (!existsSync(path)) return undefined;
  const { bavail, blocks } = await statfs(path);
  return bavail / blocks;
}
