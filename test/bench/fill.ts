import { openOperatorConnection, type OperatorConnection } from '#lib/testing';
import { about, type CaseTable, caseTables, type Column, isText, namesOfTemplate } from './template.js';

/*
 * Fills the services' tables with copies of one finished case, so that the load meets tables of the size of a town's year.
 * Every id and number of the case gets a running number; sealed papers are copied without their bytes, which would be
 * 200 KB a case and are read by key alone.
 */

const perStatement = 50_000;
/** Tables filled at a time: one fills a core. */
const lanes = 2;
/** While it is filled only: what is measured meets the settings of before. */
const whileFilling: Readonly<Record<string, number>> = {
  innodb_flush_log_at_trx_commit: 0,
  innodb_buffer_pool_size: 2 * 1024 ** 3,
  innodb_log_file_size: 2 * 1024 ** 3,
  innodb_io_capacity: 4_000,
  innodb_io_capacity_max: 8_000,
};

interface Range {
  from: number;
  to: number;
}

/**
 * Brings the services to a number of existing cases.
 *
 * @param rootUrl administrator's address
 * @param cases how many there should be
 * @returns how many were there before
 */
export async function fillCases(rootUrl: string, cases: number): Promise<number> {
  const connection = await openOperatorConnection(rootUrl);
  try {
    const counted = 'SELECT COUNT(*) AS there FROM yc_intake.service_case';
    const [{ there } = { there: 0 }] = await connection.rows<{ there: number }>(counted);
    if (cases <= there) return there;
    const tables = await caseTables(connection);
    const names = await namesOfTemplate(connection, tables);
    const before = await setGlobals(connection, whileFilling);
    const lane = async (): Promise<void> => fillTables(rootUrl, tables, names, { from: there, to: cases });
    try {
      await Promise.all(Array.from({ length: lanes }, lane));
    } finally {
      await setGlobals(connection, before);
    }
    return there;
  } finally {
    await connection.end();
  }
}

/** Takes tables from a list and fills them until none is left. */
async function fillTables(rootUrl: string, left: CaseTable[], names: readonly string[], range: Range): Promise<void> {
  const connection = await openOperatorConnection(rootUrl);
  try {
    // Nobody replays the copies: written to the binary log as well, they would take twice as long.
    await connection.rows('SET SESSION sql_log_bin = 0, unique_checks = 0, foreign_key_checks = 0');
    for (let table = left.shift(); table !== undefined; table = left.shift()) {
      await copyRows(connection, table, names, range);
    }
  } finally {
    await connection.end();
  }
}

/** @returns the settings as they were */
async function setGlobals(
  connection: OperatorConnection,
  settings: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const before: Record<string, number> = {};
  for (const [name, value] of Object.entries(settings)) {
    const [found] = await connection.rows<{ was: number }>(`SELECT @@GLOBAL.${name} AS was`);
    before[name] = Number(found?.was);
    await connection.rows(`SET GLOBAL ${name} = ${value}`);
  }
  return before;
}

async function copyRows(
  connection: OperatorConnection,
  { table, columns: all }: CaseTable,
  names: readonly string[],
  { from, to }: Range,
): Promise<void> {
  const columns = all.filter(({ counted }) => !counted);
  const listed = columns.map(({ name }) => `\`${name}\``).join(', ');
  const marked = columns.map((column) => markedColumn(column, names)).join(', ');
  // The rows to copy are looked for once, not in what is being filled.
  const template = `${table}_template`;
  await connection.rows(
    `CREATE TEMPORARY TABLE ${template} AS SELECT ${marked} FROM ${table} WHERE ${about({ table, columns }, names)}`,
  );
  const rows = await connection.rows<Record<string, unknown>>(`SELECT * FROM ${template}`);
  const picked = columns.map(({ name }) => copyOf(name, rows)).join(', ');
  for (let first = from + 1; rows.length > 0 && first <= to; first += perStatement) {
    const last = Math.min(first + perStatement - 1, to);
    // A sequence is read as a table of some schema, whichever.
    await connection.rows(
      `INSERT INTO ${table} (${listed}) SELECT ${picked}
         FROM yc_intake.seq_${first}_to_${last} running STRAIGHT_JOIN ${template} template`,
    );
  }
  await connection.rows(`DROP TEMPORARY TABLE ${template}`);
}

/** A character that nobody writes, in the place of the running number. */
const mark = '\u0001';
const digits = 7;

/** A column of the template: the names in it with the mark, and without the bytes of papers. */
function markedColumn(column: Column, names: readonly string[]): string {
  const name = `\`${column.name}\``;
  if (column.name === 'pdf') return `NULL AS ${name}`;
  if (!isText(column)) return name;
  return `${names.reduce((sql, one) => `REPLACE(${sql}, '${one}', '${markedName(one)}')`, name)} AS ${name}`;
}

/**
 * A name with the mark where copies have the running number. In an id that is the place of the time, so that ids of one
 * moment stay apart, and copies are older than whatever is made afterwards; elsewhere the end.
 */
function markedName(name: string): string {
  const from = /^[0-9A-Z]{26}$/.test(name) ? 3 : Math.max(0, name.length - digits);
  return name.slice(0, from) + mark + name.slice(from + digits);
}

function copyOf(name: string, rows: readonly Record<string, unknown>[]): string {
  const column = `template.\`${name}\``;
  const isMarked = rows.some((row) => typeof row[name] === 'string' && row[name].includes(mark));
  return isMarked ? `REPLACE(${column}, '${mark}', LPAD(running.seq, ${digits}, '0'))` : column;
}
