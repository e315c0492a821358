import {
  type EntityManager,
  type EntityTarget,
  type FindManyOptions,
  type FindOptionsOrder,
  FindOperator,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';
import { prepared } from './prepared.js';
import { quoted, type Table, tableOf, toColumn, toEntity } from './table.js';

/*
 * The four statements nearly everything is made of, written from the entity's metadata and run as prepared statements.
 * Built anew by the query builder each time they were a third of a case's processor time.
 */

interface Clause {
  sql: string;
  values: unknown[];
}

/** What a find asks for, in the words these statements know. */
interface Found<E> {
  where: FindOptionsWhere<E>;
  order?: FindOptionsOrder<E>;
  take?: number;
  lock?: { mode: 'pessimistic_write' };
}

const words: ReadonlySet<string> = new Set(['where', 'order', 'take', 'lock']);

const isPlain = (value: unknown): boolean =>
  value !== null && value !== undefined && !(value instanceof FindOperator) && typeof value !== 'function';

/** Whether a predicate compares columns with values and nothing else. */
export function isPlainWhere<E>(where: unknown): where is FindOptionsWhere<E> {
  return typeof where === 'object' && where !== null && !Array.isArray(where) && Object.values(where).every(isPlain);
}

/** Whether these statements know all that a find asks for; the query builder takes the rest. */
export function isPlainFind<E>(options: FindManyOptions<E>): options is Found<E> {
  const { where, lock } = options;
  const onlyKnown = Object.keys(options).every((word) => words.has(word));
  const orders = Object.values(options.order ?? {}).every((one) => one === 'ASC' || one === 'DESC');
  return onlyKnown && orders && isPlainWhere<E>(where) && (lock === undefined || lock.mode === 'pessimistic_write');
}

/** Inserts rows in one statement; a column nobody gave has its default, a version begins with 1. */
export async function insertRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const table = tableOf(manager, entity);
  const columns = table.columns.filter(({ propertyName }) => rows.some((row) => row[propertyName] !== undefined));
  const first = table.columns.find(({ isVersion }) => isVersion);
  if (first !== undefined && !columns.includes(first)) columns.push(first);
  const values: unknown[] = [];
  const places = rows.map((row) => {
    const marks = columns.map((column) => {
      const value = row[column.propertyName] ?? (column.isVersion ? 1 : row[column.propertyName]);
      if (value === undefined) return 'DEFAULT';
      values.push(toColumn(manager, column, value));
      return '?';
    });
    return `(${marks.join(', ')})`;
  });
  const names = columns.map(({ databaseName }) => quoted(databaseName)).join(', ');
  await prepared(manager, `INSERT INTO ${table.name} (${names}) VALUES ${places.join(', ')}`, values);
}

/** Changes the rows a predicate matches, and counts their version up. @returns how many matched */
export async function updateRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  set: Record<string, unknown>,
): Promise<number> {
  const table = tableOf(manager, entity);
  const changed = Object.entries(set).filter(([, value]) => value !== undefined);
  const sets = changed.map(([property]) => `${quoted(table.columnOf(property).databaseName)} = ?`);
  if (table.version !== undefined) sets.push(`${table.version} = ${table.version} + 1`);
  const values = changed.map(([property, value]) => toColumn(manager, table.columnOf(property), value));
  const clause = whereClause(manager, table, where);
  const sql = `UPDATE ${table.name} SET ${sets.join(', ')} WHERE ${clause.sql}`;
  const { affectedRows } = await prepared<{ affectedRows: number }>(manager, sql, [...values, ...clause.values]);
  return affectedRows;
}

/** The rows a predicate matches. */
export async function selectRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  { where, order, take, lock }: Found<E>,
): Promise<E[]> {
  const table = tableOf(manager, entity);
  const clause = whereClause(manager, table, where);
  const by = Object.entries(order ?? {}).map(
    ([property, way]) => `${quoted(table.columnOf(property).databaseName)} ${String(way)}`,
  );
  const sql = [
    `SELECT ${table.selection} FROM ${table.name} WHERE ${clause.sql}`,
    by.length === 0 ? '' : `ORDER BY ${by.join(', ')}`,
    take === undefined ? '' : `LIMIT ${take}`,
    lock === undefined ? '' : 'FOR UPDATE',
  ].join(' ');
  const rows = await prepared<Record<string, unknown>[]>(manager, sql, clause.values);
  return rows.map((row) => toEntity(manager, entity, row));
}

function whereClause<E>(manager: EntityManager, table: Table, where: FindOptionsWhere<E>): Clause {
  const entries = Object.entries(where);
  const parts = entries.map(([property]) => `${quoted(table.columnOf(property).databaseName)} = ?`);
  const values = entries.map(([property, value]) => toColumn(manager, table.columnOf(property), value));
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values };
}
