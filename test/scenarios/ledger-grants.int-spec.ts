import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection, createConnection } from 'mysql2/promise';
import * as catalogue from '../../services/catalogue/src/migrations/index.js';
import * as certificates from '../../services/certificates/src/migrations/index.js';
import * as dispatch from '../../services/dispatch/src/migrations/index.js';
import * as evaluation from '../../services/evaluation/src/migrations/index.js';
import * as fees from '../../services/fees/src/migrations/index.js';
import * as gateway from '../../services/gateway/src/migrations/index.js';
import * as identity from '../../services/identity/src/migrations/index.js';
import * as intake from '../../services/intake/src/migrations/index.js';
import * as review from '../../services/review/src/migrations/index.js';
import * as supervision from '../../services/supervision/src/migrations/index.js';
import { runMigrations } from '#lib/persistence';
import { openStand, type Stand } from '#lib/testing';

const services = {
  catalogue,
  certificates,
  dispatch,
  evaluation,
  fees,
  gateway,
  identity,
  intake,
  review,
  supervision,
};
type Service = keyof typeof services;
const names = Object.keys(services) as Service[];
const records = names.flatMap((service) =>
  services[service].insertOnlyTables.map((table) => [service, table] as const),
);

/** Every service that announces keeps these; the gateway keeps no record. */
const everywhere = ['ledger', 'inbox', 'late_fact', 'access_audit'];

let stand: Stand;
const accounts = new Map<Service, Connection>();
beforeAll(async () => {
  stand = await openStand();
  for (const service of names) {
    const { migrations, insertOnlyTables } = services[service];
    const uri = await stand.schema(service, async (url) => runMigrations(url, migrations), insertOnlyTables);
    accounts.set(service, await createConnection({ uri }));
  }
});
afterAll(async () => {
  for (const account of accounts.values()) await account.end();
  await stand.close();
});

/** Runs a statement with the service's own account. @returns the error's code, or `allowed` */
async function attempt(service: Service, sql: string, parameters: unknown[] = []): Promise<string> {
  try {
    await accounts.get(service)?.query(sql, parameters);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

async function columnsOf(service: Service, table: string): Promise<string[]> {
  const sql =
    'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?';
  const [rows] = (await accounts.get(service)?.query(sql, [table])) as [{ name: string }[], unknown];
  return rows.map(({ name }) => name);
}

const line = {
  aggregate: 'test',
  aggregate_id: 'one',
  version: 1,
  act: 'enter',
  from_state: 'new',
  to_state: 'entered',
  region: '530129',
  person_id: 'somebody',
  at: '2026-11-23 00:00:00.000',
};
const enter = `INSERT INTO ledger (${Object.keys(line).join(', ')}) VALUES (?)`;

describe('what is recorded stays as it was recorded', () => {
  it.each(records)('%s: no row of %s can be changed or taken away', async (service, table) => {
    const columns = await columnsOf(service, table);
    expect(columns.length).toBeGreaterThan(0);
    for (const column of columns) {
      // The row is not looked for: the right is missing before the first row is read.
      expect([column, await attempt(service, `UPDATE ${table} SET \`${column}\` = \`${column}\``)]).toEqual([
        column,
        'ER_TABLEACCESS_DENIED_ERROR',
      ]);
    }
    expect(await attempt(service, `DELETE FROM ${table}`)).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, `REPLACE INTO ${table} SELECT * FROM ${table}`)).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, `TRUNCATE TABLE ${table}`)).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, `DROP TABLE ${table}`)).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, `SELECT * FROM ${table} LIMIT 1`)).toBe('allowed');
  });

  const announcing = names.filter((service) => service !== 'gateway');
  it.each(announcing)('%s keeps a ledger, and may add to it and read it', async (service) => {
    expect(services[service].insertOnlyTables).toEqual(expect.arrayContaining(everywhere));
    expect(await attempt(service, enter, [Object.values(line)])).toBe('allowed');
    const mine = `SELECT act, person_id FROM ledger WHERE aggregate = 'test'`;
    const [rows] = (await accounts.get(service)?.query(mine)) as [object[], unknown];
    expect(rows).toEqual([{ act: 'enter', person_id: 'somebody' }]);
    const twice = await attempt(service, `${enter} ON DUPLICATE KEY UPDATE act = 'other'`, [Object.values(line)]);
    expect(twice).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, enter, [Object.values(line)])).toBe('ER_DUP_ENTRY');
  });

  it.each(announcing)('%s keeps a dead letter of each event, whatever lay at its place before', async (service) => {
    const key = `SELECT column_name AS name FROM information_schema.statistics
                  WHERE table_schema = DATABASE() AND table_name = 'dead_letter' AND index_name = 'PRIMARY' ORDER BY seq_in_index`;
    const [rows] = (await accounts.get(service)?.query(key)) as [{ name: string }[], unknown];
    expect(rows.map(({ name }) => name)).toEqual(['stream', 'stream_seq', 'consumer', 'event_id']);
  });

  it.each(names)('%s cannot change its tables, its rights, or look into another schema', async (service) => {
    expect(await attempt(service, 'CREATE TABLE other (id int)')).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, 'ALTER TABLE due_timer DROP COLUMN kind')).toBe('ER_TABLEACCESS_DENIED_ERROR');
    expect(await attempt(service, "GRANT ALL ON *.* TO 'root'@'127.0.0.1'")).toMatch(/DENIED/);
    const [[mine]] = (await accounts.get(service)?.query('SELECT DATABASE() AS name')) as [{ name: string }[], unknown];
    const [all] = (await accounts.get(service)?.query('SHOW DATABASES')) as [{ Database: string }[], unknown];
    const seen = all.map(({ Database }) => Database).filter((name) => name !== 'information_schema');
    expect(seen).toEqual([mine?.name]);
  });
});
