import { runMigrations } from '#lib/persistence';
import { createSchema, grantTables } from '#lib/testing';
import { type ServiceName, serviceNames, serviceSchemas } from '../services.js';
import { type LocalState, passwordOf } from '../state.js';

/**
 * Makes every service's schema and accounts, runs its migrations under the migration account, and gives the service's
 * account its rights table by table.
 *
 * @returns the address each service uses
 */
export async function prepareSchemas(rootUrl: string, state: LocalState): Promise<Record<ServiceName, string>> {
  const urls = await Promise.all(
    serviceNames.map(async (name) => [name, await prepare(rootUrl, state, name)] as const),
  );
  return Object.fromEntries(urls) as Record<ServiceName, string>;
}

async function prepare(rootUrl: string, state: LocalState, name: ServiceName): Promise<string> {
  const schema = `yc_${name}`;
  const accounts = await createSchema(rootUrl, schema, {
    migrate: passwordOf(state, `mariadb:${name}:migrate`),
    service: passwordOf(state, `mariadb:${name}`),
  });
  await runMigrations(accounts.migrateUrl, [...serviceSchemas[name].migrations]);
  await grantTables(rootUrl, schema, serviceSchemas[name].insertOnlyTables);
  return accounts.serviceUrl;
}
