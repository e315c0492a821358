import { createDataSource } from '#lib/persistence';
import { type ServiceName, serviceNames } from './services.js';
import { readDatabases } from './state.js';

/** Asks one service's database. */
export type Ask = <T>(sql: string, parameters?: unknown[]) => Promise<T[]>;

/** Where a service's rows are: `<SERVICE>_DATABASE_URL`, else the database of the last `npm start`. */
export const databaseUrlOf = (service: string): string | undefined =>
  process.env[`${service.toUpperCase()}_DATABASE_URL`] ?? readDatabases()[service];

/** Services with a journal, whose databases are known: those of a deployment elsewhere, or of the last start. */
export function knownServices(): [ServiceName, string][] {
  return serviceNames
    .filter((name) => name !== 'gateway')
    .flatMap((name): [ServiceName, string][] => {
      const url = databaseUrlOf(name);
      return url === undefined ? [] : [[name, url]];
    });
}

/**
 * Looks into a service's database with the service's own account.
 *
 * @param url the service's
 * @param look asks what it wants; nothing is changed
 */
export async function lookInto<T>(url: string, look: (ask: Ask) => Promise<T>): Promise<T> {
  const dataSource = await createDataSource({ url, entities: [], poolSize: 2 }).initialize();
  try {
    return await look(async (sql, parameters = []) => dataSource.query(sql, parameters));
  } finally {
    await dataSource.destroy();
  }
}
