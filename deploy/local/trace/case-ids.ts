import type { Ask } from '../service-databases.js';

/** A column that leads an index: looking for an id in it reads no other rows. */
interface IndexedColumn {
  table: string;
  column: string;
}

/** What a schema knows of ids. */
export interface IdMap {
  indexed: readonly IndexedColumn[];
  /** Table → its one key column. */
  keys: ReadonlyMap<string, string>;
}

const idColumn = /^[a-z_]+_id$/;
const copies = /_copy$/;

/** Reads from the schema itself which tables can be asked for an id, so that a new service's are found without code. */
export async function readIdMap(ask: Ask): Promise<IdMap> {
  const rows = await ask<{ tab: string; idx: string; col: string; place: string }>(
    `SELECT table_name AS tab, index_name AS idx, column_name AS col, seq_in_index AS place
       FROM information_schema.statistics WHERE table_schema = DATABASE()`,
  );
  const indexed = rows
    .filter(({ tab, col, place }) => Number(place) === 1 && idColumn.test(col) && !copies.test(tab))
    .map(({ tab, col }) => ({ table: tab, column: col }));
  const keyParts = rows.filter(({ idx }) => idx === 'PRIMARY');
  const keys = new Map(
    keyParts
      .filter(({ tab, col }) => idColumn.test(col) && keyParts.filter((part) => part.tab === tab).length === 1)
      .map(({ tab, col }) => [tab, col] as const),
  );
  return { indexed, keys };
}

/**
 * Finds the case of a case number, in whatever table keeps both.
 *
 * @returns its id, or undefined
 */
export async function findCaseId(ask: Ask, wanted: string): Promise<string | undefined> {
  const tables = await ask<{ tab: string; col: string }>(
    `SELECT s.table_name AS tab, s.column_name AS col FROM information_schema.statistics s
       JOIN information_schema.columns c
         ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND c.column_name = 'case_id'
      WHERE s.table_schema = DATABASE() AND s.seq_in_index = 1 AND s.column_name IN ('case_number', 'case_id')`,
  );
  for (const { tab, col } of tables) {
    const [row] = await ask<{ id: string }>(`SELECT case_id AS id FROM \`${tab}\` WHERE \`${col}\` = ? LIMIT 1`, [
      wanted,
    ]);
    if (row !== undefined) return row.id;
  }
  return undefined;
}

/**
 * Follows the ids of what belongs to a case: the order of the case, the consignments of the order …
 *
 * @param ask one service's database
 * @param map its ids
 * @param caseId whose
 * @returns all ids, the case's among them
 */
export async function idsOfCase(ask: Ask, { indexed, keys }: IdMap, caseId: string): Promise<Set<string>> {
  const found = new Map([['case_id', new Set([caseId])]]);
  const done = new Set<string>();
  for (let fresh = true; fresh;) {
    fresh = false;
    for (const { table, column } of indexed) {
      const [ids, key] = [found.get(column), keys.get(table)];
      const step = `${table}.${column}`;
      if (ids === undefined || key === undefined || key === column || done.has(step)) continue;
      done.add(step);
      const rows = await ask<{ id: string }>(`SELECT \`${key}\` AS id FROM \`${table}\` WHERE \`${column}\` IN (?)`, [
        [...ids],
      ]);
      const known = found.get(key) ?? new Set<string>();
      for (const { id } of rows) known.add(id);
      if (rows.length > 0) found.set(key, known);
      fresh ||= rows.length > 0;
    }
  }
  return new Set([...found.values()].flatMap((ids) => [...ids]));
}
