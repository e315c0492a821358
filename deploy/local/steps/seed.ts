import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blindIndex, parseKeyRing } from '#lib/access';
import { createDataSource, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { CATALOGUE_ENTITIES } from '../../../services/catalogue/src/catalogue-tables.js';
import { reportLines, seedCatalogue } from '../../../services/catalogue/src/seed/index.js';
import { checkIdentitySeed } from '../../../services/identity/src/seed/parse-identity-seed.js';
import { seedIdentity } from '../../../services/identity/src/seed/seed-identity.js';
import { say } from '../say.js';
import { citizens, letters, organisations, region, staff } from '../seed/hall.js';
import type { ServiceName } from '../services.js';
import { type LocalState, passwordOf } from '../state.js';

/** The demonstration's accounts share one password, made on the first start and printed with the addresses. */
export const demonstrationPassword = (state: LocalState): string => passwordOf(state, 'demonstration');

/** Loads the county hall: organisations, staff of every role with accounts, citizens, both kinds of letters. */
export async function seedHall(urls: Record<ServiceName, string>, state: LocalState): Promise<void> {
  const password = demonstrationPassword(state);
  const model = {
    organisations: [...organisations],
    staff: staff.map((one) => ({ ...one, login: one.staffId, password })),
    citizens: citizens.map((one) => ({ ...one, login: one.personId, password })),
    letters,
  };
  await enterPeople(urls.identity, state, model, 'deploy/local/seed/hall.ts');
}

/**
 * Enters people and letters that identity does not know yet; it may be at work meanwhile.
 *
 * @param identityUrl identity's own account
 * @param state for the key of the blind index
 * @param model what to enter
 * @param file where the model is written, for messages
 */
export async function enterPeople(identityUrl: string, state: LocalState, model: object, file: string): Promise<void> {
  const ring = parseKeyRing(state.personalKeys);
  const entered = await seedIdentity(
    {
      databaseUrl: identityUrl,
      personIndexOf: ({ idNumber }) => blindIndex(ring.index, 'id-number', idNumber),
      file,
    },
    checkIdentitySeed(model, file),
  );
  say(
    `  entered ${entered.organisations} organisations, ${entered.staff} staff, ${entered.citizens} citizens, ${entered.letters} letters`,
  );
}

/** Loads the register of service items and the holiday calendar. */
export async function seedItems(urls: Record<ServiceName, string>): Promise<void> {
  const dataSource = await createDataSource({ url: urls.catalogue, entities: [...CATALOGUE_ENTITIES] }).initialize();
  try {
    const files = {
      catalogue: fileOf('catalogue.json'),
      plans: fileOf('plans.json'),
      holidays: fileOf('holidays.json'),
    };
    const report = await seedCatalogue(new Work(dataSource, new Clock()), files, region);
    for (const line of reportLines(report).slice(0, 7)) say(`  ${line}`);
  } finally {
    await dataSource.destroy();
  }
}

function fileOf(name: string): { name: string; text: string } {
  const path = join('deploy/local/seed', name);
  return { name: path, text: readFileSync(path, 'utf8') };
}
