import {
  type EntityManager,
  type EntityTarget,
  type FindManyOptions,
  type FindOptionsOrder,
  FindOperator,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';
import type { Statement } from './statement.js';
import { quoted, type Table, tableOf, toColumn, toEntity } from './table.js';

/*
 * The statements nearly everything is made of, written from the entity's metadata. Built anew by the query builder each
 * time they were a third of a case's processor time.
 */

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
export function insertion<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly Record<string, unknown>[],
): Statement {
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
  return { sql: `INSERT INTO ${table.name} (${names}) VALUES ${places.join(', ')}`, values };
}

/** Adds to the figures of rows, in one statement; a row that is not there is made. */
export function addition<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly Record<string, unknown>[],
  figures: readonly string[],
): Statement {
  const table = tableOf(manager, entity);
  const { sql, values } = insertion(manager, entity, rows);
  const sums = figures.map((figure) => {
    const name = quoted(table.columnOf(figure).databaseName);
    return `${name} = ${name} + VALUES(${name})`;
  });
  return { sql: `${sql} ON DUPLICATE KEY UPDATE ${sums.join(', ')}`, values };
}

/** Changes the rows a predicate matches, and counts their version up. */
export function change<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  set: Record<string, unknown>,
): Statement {
  const table = tableOf(manager, entity);
  const changed = Object.entries(set).filter(([, value]) => value !== undefined);
  const sets = changed.map(([property]) => `${quoted(table.columnOf(property).databaseName)} = ?`);
  if (table.version !== undefined) sets.push(`${table.version} = ${table.version} + 1`);
  const values = changed.map(([property, value]) => toColumn(manager, table.columnOf(property), value));
  const clause = whereClause(manager, table, where);
  const sql = `UPDATE ${table.name} SET ${sets.join(', ')} WHERE ${clause.sql}`;
  return { sql, values: [...values, ...clause.values] };
}

/** The rows a predicate matches, for `entitiesOf`. */
export function selection<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  { where, order, take, lock }: Found<E>,
): Statement {
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
  return { sql, values: clause.values };
}

/** Rows as the driver gave them, as entities. */
export function entitiesOf<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly Record<string, unknown>[],
): E[] {
  return rows.map((row) => toEntity(manager, entity, row));
}

function whereClause<E>(manager: EntityManager, table: Table, where: FindOptionsWhere<E>): Statement {
  const entries = Object.entries(where);
  const parts = entries.map(([property]) => `${quoted(table.columnOf(property).databaseName)} = ?`);
  const values = entries.map(([property, value]) => toColumn(manager, table.columnOf(property), value));
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values };
}
