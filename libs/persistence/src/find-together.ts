import type { EntityManager } from 'typeorm';
import type { Statement } from './statement.js';
import { quoted, type Table, tableOf, toColumn } from './table.js';
import type { Tx } from './tx.js';

type Column = Table['columns'][number];

/** Rows of one table among others that are read together. */
export interface Part {
  entity: new () => object;
  /** Properties and their values, never null; empty for every row. */
  where: Readonly<Record<string, unknown>>;
  /** The properties wanted; all of them when left out. */
  only?: readonly string[];
}

type RowOf<P> = P extends { entity: new () => infer E; only: readonly (infer K)[] }
  ? Pick<E, K & keyof E>
  : P extends { entity: new () => infer E }
    ? E
    : never;

type Found<P> = { -readonly [K in keyof P]: RowOf<P[K]>[] };

/** A row as the database tells it; JSON comes as text or read already, as the database types it. */
interface Read {
  part: string;
  content: string | Record<string, unknown>;
}

/**
 * Reads rows of several tables in one statement: one round trip and one moment, for what belongs together and is small.
 * Each row travels as a JSON object, so that the tables need not be alike; columns of bytes cannot.
 *
 * @param parts by the name they are answered under
 * @returns the rows of each part, in no order
 */
export async function findTogether<P extends Readonly<Record<string, Part>>>(tx: Tx, parts: P): Promise<Found<P>> {
  const asked = Object.entries<Part>(parts);
  const reads = asked.map(([name, part]) => readOf(tx.manager, name, part));
  const sql = reads.map((read) => read.sql).join(' UNION ALL ');
  const rows = await tx.prepared<Read[]>({ sql, values: reads.flatMap((read) => read.values) });
  const found = asked.map(([name, part]): [string, unknown[]] => {
    const mine = rows.filter((row) => row.part === name);
    return [name, mine.map(({ content }) => asRow(tx.manager, part, content))];
  });
  return Object.fromEntries(found) as Found<P>;
}

function readOf(manager: EntityManager, name: string, { entity, where, only }: Part): Statement {
  const table = tableOf(manager, entity);
  const members = wanted(table, only).map((column) => `'${column.propertyName}', ${told(column)}`);
  const conditions = Object.keys(where).map((property) => `${quoted(table.columnOf(property).databaseName)} = ?`);
  const values = Object.entries(where).map(([property, value]) => toColumn(manager, table.columnOf(property), value));
  const sql =
    `SELECT '${name}' AS part, JSON_OBJECT(${members.join(', ')}) AS content FROM ${table.name}` +
    (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);
  return { sql, values };
}

function asRow(manager: EntityManager, { entity, only }: Part, content: Read['content']): unknown {
  const { driver } = manager.dataSource;
  const said = typeof content === 'string' ? (JSON.parse(content) as Record<string, unknown>) : content;
  const row = wanted(tableOf(manager, entity), only).map((column): [string, unknown] => {
    const value = said[column.propertyName];
    return [column.propertyName, driver.prepareHydratedValue(isInstant(column) ? utc(value) : value, column)];
  });
  return Object.fromEntries(row);
}

const wanted = (table: Table, only: Part['only']): readonly Column[] =>
  only === undefined ? table.selected : only.map((property) => table.columnOf(property));

/** A whole number of 64 bits is more than a number of JSON holds for sure. */
const told = ({ type, databaseName }: Column): string =>
  type === 'bigint' ? `CAST(${quoted(databaseName)} AS CHAR)` : quoted(databaseName);

const isInstant = ({ type }: Column): boolean => type === 'datetime';

/** In JSON an instant is text without its zone, which for every column is UTC. */
const utc = (value: unknown): unknown =>
  typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}Z`) : (value ?? null);
