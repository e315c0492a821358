import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { type MariaDb, startMariaDb } from './mariadb.js';
import { type Nats, startNats } from './nats.js';
import { adminUser } from './nats-permissions.js';
import { createSchema, grantTables } from './schemas.js';

/** Real servers for one test file: a bus of its own, schemas of its own. */
export interface Stand {
  nats: Nats;
  rootUrl: string;
  directory: string;
  /**
   * Makes a uniquely named schema, migrates it and gives the service account its rights.
   *
   * @returns the address the service uses
   */
  schema(service: string, migrate: (url: string) => Promise<unknown>, insertOnly?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a stand. The test runner shares one MariaDB in YICHUANG_TEST_MARIADB; a file run alone starts its own.
 *
 * @param services the NATS users wanted
 */
export async function openStand(...services: string[]): Promise<Stand> {
  const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
  const shared = process.env['YICHUANG_TEST_MARIADB'];
  const maria = shared === undefined ? await startMariaDb(join(directory, 'mariadb')) : undefined;
  const rootUrl = shared ?? (maria as MariaDb).rootUrl;
  const users = [adminUser, ...services].map((name) => ({ name, password: secret() }));
  const nats = await startNats(join(directory, 'nats'), users);
  const made: string[] = [];
  return {
    nats,
    rootUrl,
    directory,
    schema: async (service, migrate, insertOnly = []) => {
      const name = `t${randomBytes(5).toString('hex')}_${service}`;
      made.push(name);
      const accounts = await createSchema(rootUrl, name, { migrate: secret(), service: secret() });
      await migrate(accounts.migrateUrl);
      await grantTables(rootUrl, name, insertOnly);
      return accounts.serviceUrl;
    },
    close: async () => {
      await nats.stop();
      if (maria === undefined) await drop(rootUrl, made);
      await maria?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const secret = (): string => randomBytes(12).toString('hex');

async function drop(rootUrl: string, schemas: string[]): Promise<void> {
  const connection = await createConnection({ uri: rootUrl });
  for (const schema of schemas) {
    await connection.query(`DROP DATABASE ${schema}`);
    await connection.query(`DROP USER '${schema}'@'127.0.0.1', '${schema}_migrate'@'127.0.0.1'`);
  }
  await connection.end();
}
