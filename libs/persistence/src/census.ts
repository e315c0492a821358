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
  const rows = await dataSource.query<{ name: string; idx: string }[]>(
    `SELECT table_name AS name, MIN(index_name) AS idx FROM information_schema.statistics
      WHERE table_schema = DATABASE() AND column_name = 'state' AND table_name IN (?) GROUP BY table_name`,
    [names],
  );
  return rows.map(({ name, idx }) => ({ table: name, index: idx }));
}

/** How many rows of each table are in each state, read from indexes alone. */
export async function countByState(dataSource: DataSource, tables: CountedTable[]): Promise<StateCount[]> {
  const counts: StateCount[] = [];
  for (const { table, index } of tables) {
    const rows = await dataSource.query<{ state: string; n: string }[]>(
      `SELECT state, COUNT(*) AS n FROM \`${table}\` FORCE INDEX (\`${index}\`) GROUP BY state`,
    );
    for (const { state, n } of rows) counts.push({ table, state, rows: Number(n) });
  }
  return counts;
}

const hasStates = ({ columns }: EntityMetadata): boolean =>
  columns.some(({ propertyName }) => propertyName === 'state') && columns.some(({ isVersion }) => isVersion);
