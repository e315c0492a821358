import type { DataSource, EntityMetadata } from 'typeorm';

/** How many rows of a table are in a state. */
export interface StateCount {
  table: string;
  state: string;
  rows: number;
}

interface CountedTable {
  table: string;
  /** An index that holds the state: counting reads the index and never the rows. */
  index: string;
}

/**
 * Finds the tables of state machines that can be counted from an index alone; one without such an index is left out,
 * because counting it would read every row.
 *
 * @param dataSource the service's
 */
export async function countedTables(dataSource: DataSource): Promise<CountedTable[]> {
  const names = dataSource.entityMetadatas.filter(hasStates).map(({ tableName }) => tableName);
  if (names.length === 0) return [];
  const rows = await dataSource.query<{ name: string; idx: string; place: string }[]>(
    `SELECT table_name AS name, index_name AS idx, seq_in_index AS place FROM information_schema.statistics
      WHERE table_schema = DATABASE() AND column_name = 'state' AND table_name IN (?)
      ORDER BY seq_in_index, index_name`,
    [names],
  );
  // One that begins with the state has its groups in order already: nothing is sorted.
  const first = new Map(rows.map(({ name, idx }) => [name, idx] as const).reverse());
  return [...first].map(([table, index]) => ({ table, index })).sort((a, b) => (a.table < b.table ? -1 : 1));
}

/** What is asked of a table: its index from end to end, never its rows. */
export const countingSql = ({ table, index }: CountedTable): string =>
  `SELECT state, COUNT(*) AS n FROM \`${table}\` FORCE INDEX (\`${index}\`) GROUP BY state`;

/** How many rows of each table are in each state, read from indexes alone. */
export async function countByState(dataSource: DataSource, tables: CountedTable[]): Promise<StateCount[]> {
  const counts: StateCount[] = [];
  for (const counted of tables) {
    const rows = await dataSource.query<{ state: string; n: string }[]>(countingSql(counted));
    for (const { state, n } of rows) counts.push({ table: counted.table, state, rows: Number(n) });
  }
  return counts;
}

const hasStates = ({ columns }: EntityMetadata): boolean =>
  columns.some(({ propertyName }) => propertyName === 'state') && columns.some(({ isVersion }) => isVersion);
