import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { addition, insertion } from './row-statements.js';
import type { Statement } from './statement.js';
import { tableOf } from './table.js';

/** A row that is written with the commit: one that is new, or one whose figures are counted. */
export interface LateRow {
  entity: EntityTarget<ObjectLiteral>;
  row: Record<string, unknown>;
  wrote?: ((id: string) => void) | undefined;
  /** The columns that are added to. */
  figures?: readonly string[];
}

/** A statement for late rows, and who hears what came of it. */
export interface Late extends Statement {
  /** @param result what the driver says of the change */
  wrote(result: { insertId: number | string }): void;
}

/**
 * One statement for each table: new rows in the order of the first of each, then what is counted, whose rows others wait
 * for.
 */
export function lateStatements(manager: EntityManager, rows: readonly LateRow[]): Late[] {
  const tables = new Map<EntityTarget<ObjectLiteral>, LateRow[]>();
  for (const one of rows) {
    const table = tables.get(one.entity);
    if (table === undefined) tables.set(one.entity, [one]);
    else table.push(one);
  }
  const all = [...tables.values()];
  const isCount = ([first]: LateRow[]): boolean => first?.figures !== undefined;
  return [
    ...all.filter((table) => !isCount(table)).map((table) => inserted(manager, table)),
    ...all.filter(isCount).map((table) => counted(manager, table)),
  ];
}

function inserted(manager: EntityManager, rows: readonly LateRow[]): Late {
  const [entity = ''] = rows.map((one) => one.entity);
  const statement = insertion(
    manager,
    entity,
    rows.map(({ row }) => row),
  );
  const wrote: Late['wrote'] = ({ insertId }) => {
    // Rows of one INSERT … VALUES are numbered one after the other, whatever else is inserted meanwhile.
    rows.forEach((one, place) => one.wrote?.(String(BigInt(insertId) + BigInt(place))));
  };
  return { ...statement, wrote };
}

/** What is counted of one row is added up, and rows are met in the order of their keys: nobody waits crosswise. */
function counted(manager: EntityManager, rows: readonly LateRow[]): Late {
  const [first] = rows;
  if (first === undefined) throw new Error('nothing is counted');
  const { entity, figures = [] } = first;
  const keys = tableOf(manager, entity).columns.filter(({ isPrimary }) => isPrimary);
  const sums = new Map<string, Record<string, unknown>>();
  for (const { row } of rows) {
    const key = keys.map(({ propertyName }) => String(row[propertyName])).join('\n');
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? { ...row } : added(sum, row, figures));
  }
  const sorted = [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  return { ...addition(manager, entity, sorted, figures), wrote: () => undefined };
}

function added(
  sum: Record<string, unknown>,
  row: Record<string, unknown>,
  figures: readonly string[],
): Record<string, unknown> {
  for (const figure of figures) sum[figure] = Number(sum[figure] ?? 0) + Number(row[figure] ?? 0);
  return sum;
}
