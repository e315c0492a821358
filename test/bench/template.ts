import type { OperatorConnection } from '#lib/testing';

/** A column of a table, as the database describes it. */
export interface Column {
  name: string;
  type: string;
  /** Made by the database itself. */
  counted: boolean;
  /** Alone names a row. */
  key: boolean;
}

/** A table that holds rows of cases, `schema.table`. */
export interface CaseTable {
  table: string;
  columns: readonly Column[];
}

const services = ['intake', 'review', 'certificates', 'dispatch', 'supervision', 'evaluation', 'fees'] as const;
/** Rows of these are about the service, not about a case. */
const notOfCases = ['migration', 'relay_lease', 'number_sequence', 'business_time', 'idempotency_key', 'recount'];
/** Only ever appended to, and read by key: their length changes no price, and they are two thirds of all rows. */
const journals = ['outbox', 'inbox', 'ledger', 'seal_use', 'access_audit'];

/** The tables in which a case leaves rows. */
export async function caseTables(connection: OperatorConnection): Promise<CaseTable[]> {
  const schemas = services.map((name) => `yc_${name}`);
  const rows = await connection.rows<Column & { place: string }>(
    `SELECT CONCAT(c.table_schema, '.', c.table_name) AS place, c.column_name AS name, c.data_type AS type,
            c.extra = 'auto_increment' AS counted, EXISTS (
              SELECT 1 FROM information_schema.statistics s
               WHERE s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.non_unique = 0
               GROUP BY s.index_name HAVING COUNT(*) = 1 AND MAX(s.column_name) = c.column_name) AS \`key\`
       FROM information_schema.columns c WHERE c.table_schema IN (?) AND c.table_name NOT IN (?)
      ORDER BY c.table_schema, c.table_name, c.ordinal_position`,
    [schemas, [...notOfCases, ...journals]],
  );
  const places = [...new Set(rows.map(({ place }) => place))];
  const all = places.map((table) => ({ table, columns: rows.filter(({ place }) => place === table) }));
  return all.filter(({ columns }) => columns.some(isText));
}

/** Whether a column may name something. */
export const isText = ({ type }: Column): boolean => type === 'varchar' || type === 'char';

/** A condition: the row is about one of the names. */
export const about = ({ columns }: CaseTable, names: readonly string[]): string =>
  columns
    .filter(isText)
    .map(({ name }) => `\`${name}\` IN (${names.map((one) => `'${one}'`).join(', ')})`)
    .join(' OR ');

/**
 * Everything that names the oldest closed case of the benchmark, found from its id: the keys of all rows about it are names
 * too. The oldest, for of it nothing is under way any more: a copied paper could never be sealed, since its words are bound
 * to the id of the first.
 *
 * @returns names none of which holds another
 */
export async function namesOfTemplate(connection: OperatorConnection, tables: readonly CaseTable[]): Promise<string[]> {
  const [oldest] = await connection.rows<{ id: string }>(
    `SELECT case_id AS id FROM yc_intake.service_case WHERE state = 'closed' AND item_id = 'BENCH1' ORDER BY case_id LIMIT 1`,
  );
  if (oldest === undefined) throw new Error('no case was walked that could be copied');
  const names = new Set([oldest.id]);
  for (let known = 0; known < names.size;) {
    known = names.size;
    for (const table of tables) {
      for (const name of await keysAbout(connection, table, [...names])) names.add(name);
    }
  }
  return [...names].filter((name) => ![...names].some((other) => other !== name && name.includes(other)));
}

async function keysAbout(connection: OperatorConnection, table: CaseTable, names: string[]): Promise<string[]> {
  const keys = table.columns.filter((column) => column.key && isText(column)).map(({ name }) => `\`${name}\``);
  if (keys.length === 0) return [];
  const sql = `SELECT ${keys.join(', ')} FROM ${table.table} WHERE ${about(table, names)}`;
  const rows = await connection.rows<Record<string, string | null>>(sql);
  return rows.flatMap((row) => Object.values(row)).filter((value): value is string => value !== null && value !== '');
}
