import { openOperatorConnection, type OperatorConnection } from '#lib/testing';

/** A statement that looks at more rows than any answer needs. */
export interface Scan {
  schema: string;
  /** With its values. */
  sql: string;
  /** Table, how the database reads it (ALL, index, range, ref …), by which index. */
  reads: string;
  /** Rows it really looked at; of a change, as the database expects. */
  rows: number;
}

interface Statement {
  schema: string;
  sql: string;
}

/** More than a page of the longest list with everything that belongs to it. */
const mostRows = 1_000;
/** Each value of the longest filter. */
const mostOfAKind = 30;

/**
 * The statements that services send while something is done, each kind of them explained: those that read more of a table
 * than any answer needs are told. A SELECT is run again and its rows are counted; a change is only explained.
 *
 * @param rootUrl administrator's address
 * @param act what is done meanwhile; timers and relays that run beside it are heard too
 * @returns how many kinds of statements there were, how many could be explained, and those that look at too much
 */
export async function explained(
  rootUrl: string,
  act: () => Promise<void>,
): Promise<{ kinds: number; explained: number; scans: Scan[] }> {
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
    const kinds = await kindsLogged(connection);
    const scans: Scan[] = [];
    for (const kind of kinds) {
      const scan = await worstOf(connection, kind);
      if (scan !== undefined) scans.push(scan);
    }
    return { kinds: kinds.length, explained: kinds.filter(({ length }) => length > 0).length, scans };
  } finally {
    await connection.end();
  }
}

/** The kinds: statements that differ in their values only are one kind, with some of them, for the price is in the values. */
async function kindsLogged(connection: OperatorConnection): Promise<Statement[][]> {
  const logged = await connection.rows<{ user: string; sql: string }>(
    `SELECT SUBSTRING_INDEX(user_host, '[', 1) AS user, CONVERT(argument USING utf8mb4) AS \`sql\`
       FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') AND user_host LIKE 'yc\\_%'`,
  );
  const kinds = new Map<string, Map<string, Statement>>();
  for (const { user, sql } of logged) {
    if (!/^\s*(\(?\s*SELECT|WITH|UPDATE|DELETE)\b/i.test(sql)) continue;
    const bare = sql.replaceAll(/'(?:[^'\\]|\\.|'')*'/g, "''");
    const kind = `${user} ${bare.replaceAll(/''|\b\d+\b/g, '?').replaceAll(/\?(\s*,\s*\?)+/g, '?')}`;
    const known = kinds.get(kind) ?? new Map<string, Statement>();
    kinds.set(kind, known);
    // The log now and then has a prepared statement without its values.
    if (!bare.includes('?') && known.size < mostOfAKind) known.set(sql, { schema: user, sql });
  }
  return [...kinds.values()].map((known) => [...known.values()]);
}

async function worstOf(connection: OperatorConnection, kind: readonly Statement[]): Promise<Scan | undefined> {
  let worst: Scan | undefined;
  for (const one of kind) {
    const scan = await scanOf(connection, one);
    if (scan !== undefined && scan.rows > (worst?.rows ?? 0)) worst = scan;
  }
  return worst;
}

interface ExplainRow {
  table: string | null;
  type: string | null;
  key: string | null;
  rows: string | null;
}

async function scanOf(connection: OperatorConnection, { schema, sql }: Statement): Promise<Scan | undefined> {
  await connection.rows(`USE ${schema}`);
  const plan = await connection.rows<ExplainRow>(`EXPLAIN ${sql}`);
  const isChange = /^\s*(UPDATE|DELETE)\b/i.test(sql);
  const rows = isChange ? Math.max(...plan.map((one) => Number(one.rows ?? 0))) : await rowsRead(connection, sql);
  if (rows <= mostRows) return undefined;
  const reads = plan.map(({ table, type, key }) => `${table ?? ''} ${type ?? ''} ${key ?? 'no index'}`);
  return { schema, sql, rows, reads: reads.join(', ') };
}

/** What the storage handed out while a statement ran, whatever the plan calls it. */
async function rowsRead(connection: OperatorConnection, sql: string): Promise<number> {
  const read = async (): Promise<number> => {
    const counters = await connection.rows<{ Value: string }>(`SHOW SESSION STATUS LIKE 'Handler_read%'`);
    return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
  };
  const before = await read();
  await connection.rows(sql);
  // Showing the counters reads a few rows itself.
  return (await read()) - before;
}
