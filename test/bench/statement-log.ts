import { openOperatorConnection, type OperatorConnection } from '#lib/testing';

/** A statement that looks at more rows than any answer needs. */
export interface Scan {
  schema: string;
  /** With its values. */
  sql: string;
  table: string;
  /** How the database reads the table: ALL, index, range, ref … */
  type: string;
  key: string;
  /** Rows it really looked at; of a change, as the database expects. */
  rows: number;
}

/** More than a page of the longest list with everything that belongs to it. */
const mostRows = 1_000;

/**
 * The statements that services send while something is done, each kind of them explained: those that read more of a table
 * than any answer needs are told. A SELECT is run again and its rows are counted; a change is only explained.
 *
 * @param rootUrl administrator's address
 * @param act what is done meanwhile; timers and relays that run beside it are heard too
 * @returns how many kinds of statements there were, and those that look at too much
 */
export async function explained(rootUrl: string, act: () => Promise<void>): Promise<{ kinds: number; scans: Scan[] }> {
  const connection = await openOperatorConnection(rootUrl);
  try {
    await connection.rows(`SET GLOBAL log_output = 'TABLE'`);
    await connection.rows('TRUNCATE mysql.general_log');
    await connection.rows('SET GLOBAL general_log = 1');
    try {
      await act();
    } finally {
      await connection.rows('SET GLOBAL general_log = 0');
    }
    const statements = await distinct(connection);
    const scans: Scan[] = [];
    for (const { schema, sql } of statements) scans.push(...(await scansOf(connection, schema, sql)));
    return { kinds: statements.length, scans };
  } finally {
    await connection.end();
  }
}

/** One of each kind: those that differ in their values only are one kind. */
async function distinct(connection: OperatorConnection): Promise<{ schema: string; sql: string }[]> {
  const logged = await connection.rows<{ user: string; sql: string }>(
    `SELECT SUBSTRING_INDEX(user_host, '[', 1) AS user, CONVERT(argument USING utf8mb4) AS \`sql\`
       FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') AND user_host LIKE 'yc\\_%'`,
  );
  const kinds = new Map<string, { schema: string; sql: string }>();
  for (const { user, sql } of logged) {
    if (!/^\s*(\(?\s*SELECT|WITH|UPDATE|DELETE)\b/i.test(sql)) continue;
    const kind = sql
      .replaceAll(/'(?:[^'\\]|\\.|'')*'/g, '?')
      .replaceAll(/\b\d+\b/g, '?')
      .replaceAll(/\?(\s*,\s*\?)+/g, '?');
    kinds.set(`${user} ${kind}`, { schema: user, sql });
  }
  return [...kinds.values()];
}

interface ExplainRow {
  table: string | null;
  type: string | null;
  key: string | null;
  rows: string | null;
  r_rows?: string | null;
}

async function scansOf(connection: OperatorConnection, schema: string, sql: string): Promise<Scan[]> {
  await connection.rows(`USE ${schema}`);
  const changes = /^\s*(UPDATE|DELETE)\b/i.test(sql);
  const plan = await connection.rows<ExplainRow>(`${changes ? 'EXPLAIN' : 'ANALYZE'} ${sql}`);
  return plan.flatMap(({ table, type, key, rows, r_rows: counted }) => {
    const looked = Number(counted ?? rows ?? 0);
    if (looked <= mostRows) return [];
    return [{ schema, sql, table: table ?? '', type: type ?? '', key: key ?? 'no index', rows: looked }];
  });
}
