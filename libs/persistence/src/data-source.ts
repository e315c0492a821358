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

/**
 * A TypeORM data source for MariaDB or MySQL, not yet connected. Never synchronises; UTC; big numbers as strings.
 *
 * @param settings address, entities and migrations
 */
export function createDataSource(settings: DatabaseSettings): DataSource {
  return new DataSource({
    type: 'mariadb',
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
      maxPreparedStatements: 200,
      enableKeepAlive: true,
      connectTimeout: 5_000,
    },
  });
}
