import { createRequire } from 'node:module';
import type { Pool, PoolOptions } from 'mysql2';
import { DataSource, type EntitySchema } from 'typeorm';
import { SnakeCase } from './snake-case.js';

/** Where a service's schema is and which tables it has. */
export interface DatabaseSettings {
  /** `mysql://user:password@host:port/schema` */
  url: string;
  entities: (new () => object)[] | EntitySchema[];
  migrations?: (new () => object)[];
  /** Connections kept; two cores gain nothing from more than about 16 writers. */
  poolSize?: number;
}

/** Loaded when first needed, as TypeORM does: what was loaded before the tracing began would be in no trace. */
const load = createRequire(import.meta.url);

/**
 * READ COMMITTED is said once for each connection: said for each transaction, it was a sixth of all round trips.
 * Measured, REPEATABLE READ loses updates here.
 */
const driver = {
  createPool(options: PoolOptions): Pool {
    const { createPool } = load('mysql2') as typeof import('mysql2');
    const pool = createPool(options);
    pool.on('connection', (connection) => {
      connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    });
    return pool;
  },
};

/**
 * A TypeORM data source for MariaDB or MySQL, not yet connected. Never synchronises; UTC; big numbers as strings.
 *
 * @param settings address, entities and migrations
 */
export function createDataSource(settings: DatabaseSettings): DataSource {
  return new DataSource({
    type: 'mariadb',
    driver,
    url: settings.url,
    entities: settings.entities,
    migrations: settings.migrations ?? [],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCase(),
    synchronize: false,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    poolSize: settings.poolSize ?? 16,
    extra: {
      // Statements prepared per connection are held by the server: an unbounded cache would end in max_prepared_stmt_count.
      maxPreparedStatements: 100,
      // A transaction begins and ends in one round trip with its first and its last statement.
      multipleStatements: true,
      enableKeepAlive: true,
      // A database whose address moved is noticed in a minute, not when the system's two hours are over.
      keepAliveInitialDelay: 10_000,
      connectTimeout: 5_000,
    },
  });
}
