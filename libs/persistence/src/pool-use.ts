import type { DataSource } from 'typeorm';

/** What mysql2 knows of its pool; it has no public door for it. */
interface Pool {
  _allConnections?: { length: number };
  _freeConnections?: { length: number };
  _connectionQueue?: { length: number };
}

/** How many database connections are open, how many of them are idle, and how many requests wait for one. */
export function poolUse(dataSource: DataSource): { open: number; idle: number; waiting: number } {
  const { pool = {} } = dataSource.driver as { pool?: Pool };
  return {
    open: pool._allConnections?.length ?? 0,
    idle: pool._freeConnections?.length ?? 0,
    waiting: pool._connectionQueue?.length ?? 0,
  };
}
