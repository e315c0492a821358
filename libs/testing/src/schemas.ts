import { type Connection, createConnection } from 'mysql2/promise';

/** The two accounts of a service's schema: one changes tables, one works with rows. */
export interface SchemaAccounts {
  schema: string;
  migrateUrl: string;
  serviceUrl: string;
}

/**
 * Makes a schema with its two accounts. The service's account gets its rights table by table after the migrations.
 *
 * @param rootUrl administrator's address
 * @param schema e.g. `yc_intake`; also the service account's name
 * @param passwords of the two accounts
 */
export async function createSchema(
  rootUrl: string,
  schema: string,
  passwords: { migrate: string; service: string },
): Promise<SchemaAccounts> {
  const { host } = new URL(rootUrl);
  const connection = await createConnection({ uri: rootUrl });
  try {
    const from = await hereSeenFrom(connection);
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    for (const [user, password] of [
      [`${schema}_migrate`, passwords.migrate] as const,
      [schema, passwords.service] as const,
    ]) {
      await connection.query(`CREATE USER IF NOT EXISTS '${user}'@'${from}' IDENTIFIED BY ?`, [password]);
      await connection.query(`ALTER USER '${user}'@'${from}' IDENTIFIED BY ?`, [password]);
    }
    // `_` stands for any letter in a grant on a schema.
    const pattern = schema.replaceAll('_', String.raw`\_`);
    await connection.query(`GRANT ALL ON \`${pattern}\`.* TO '${schema}_migrate'@'${from}'`);
  } finally {
    await connection.end();
  }
  return {
    schema,
    migrateUrl: `mysql://${schema}_migrate:${passwords.migrate}@${host}/${schema}`,
    serviceUrl: `mysql://${schema}:${passwords.service}@${host}/${schema}`,
  };
}

/**
 * Gives the service account its rights: rows of every table, but only SELECT and INSERT where rows are a record. Rights on
 * a whole schema cannot be taken back for one table, so they are given table by table.
 *
 * @param rootUrl administrator's address
 * @param schema the schema, also the account's name
 * @param insertOnly tables whose rows may never change
 */
export async function grantTables(rootUrl: string, schema: string, insertOnly: readonly string[]): Promise<void> {
  const connection = await createConnection({ uri: rootUrl });
  try {
    const from = await hereSeenFrom(connection);
    const [rows] = await connection.query(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
      [schema],
    );
    const names = (rows as { name: string }[]).map(({ name }) => name);
    const unknown = insertOnly.filter((table) => !names.includes(table));
    if (unknown.length > 0) throw new Error(`${schema} has no table ${unknown.join(', ')} to be insert-only`);
    for (const name of names.filter((table) => table !== 'migration')) {
      const rights = insertOnly.includes(name) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
      await connection.query(`GRANT ${rights} ON ${schema}.\`${name}\` TO '${schema}'@'${from}'`);
    }
  } finally {
    await connection.end();
  }
}

/** Where this machine is, as the server sees it: a service's account may come from nowhere else. */
async function hereSeenFrom(connection: Connection): Promise<string> {
  const [rows] = await connection.query(`SELECT SUBSTRING_INDEX(USER(), '@', -1) AS host`);
  return (rows as { host: string }[])[0]?.host ?? '%';
}
