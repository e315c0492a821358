import { createDataSource } from './data-source.js';

/**
 * Brings a schema up to date, under the migration account; the service's own account may not change tables.
 *
 * @param url the schema's address with the migration account
 * @param migrations the service's migrations, oldest first
 * @returns the names of the migrations that ran
 */
export async function runMigrations(url: string, migrations: (new () => object)[]): Promise<string[]> {
  const dataSource = await createDataSource({ url, entities: [], migrations, poolSize: 2 }).initialize();
  try {
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
