import { systemAuthority } from '#lib/access';
import { createDataSource, type Tx, Work } from '#lib/persistence';
import { Clock, DomainError } from '#lib/service-kit';
import { findAccount } from '../account/account.repository.js';
import { AppointStaff } from '../appoint-staff/appoint-staff.js';
import { EnterOrganisation } from '../enter-organisation/enter-organisation.js';
import { type Grant, GrantAuthority } from '../grant-authority/grant-authority.js';
import { IDENTITY_ENTITIES } from '../identity.module.js';
import { findLetter } from '../letter/letter.repository.js';
import { OpenCitizenAccount } from '../open-citizen-account/open-citizen-account.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { findStaff } from '../staff/staff.repository.js';
import { type IdentitySeed, type SeedCitizen, SeedFault, type SeedLetter } from './identity-seed.js';

/** How much of each kind a seeding entered; 0 where all was there. */
export interface Seeded {
  organisations: number;
  staff: number;
  citizens: number;
  letters: number;
}

/** Where to and how. */
export interface SeedSettings {
  /** mysql://…, the service's own account. */
  databaseUrl: string;
  /** The blind index of a citizen, as the services that keep applicants compute it. */
  personIndexOf: (citizen: SeedCitizen) => string;
  /** The file's name, for messages. */
  file: string;
}

/**
 * Enters what the platform does not know yet, through the same acts as the office and with the same announcements, in
 * one transaction. What is there already stays as it is: a seed never undoes what people did, and never resets a password.
 *
 * @param settings where to and how
 * @param seed what to enter
 * @returns how much was entered
 * @throws SeedFault naming the JSON path of what an act refused; nothing is entered then
 */
export async function seedIdentity(settings: SeedSettings, seed: IdentitySeed): Promise<Seeded> {
  const dataSource = createDataSource({ url: settings.databaseUrl, entities: IDENTITY_ENTITIES, poolSize: 2 });
  await dataSource.initialize();
  try {
    const work = new Work(dataSource, new Clock());
    return await work.run(async (tx) => enterAll(tx, settings, seed), { id: 'seed' });
  } finally {
    await dataSource.destroy();
  }
}

async function enterAll(tx: Tx, settings: SeedSettings, seed: IdentitySeed): Promise<Seeded> {
  const by = systemAuthority;
  const { file, personIndexOf } = settings;
  const [enter, appoint] = [new EnterOrganisation(), new AppointStaff()];
  const [citizenAccount, grant] = [new OpenCitizenAccount(), new GrantAuthority()];
  const organisations = await enterEach(file, 'organisations', seed.organisations, {
    known: async ({ organisationId }) => (await findOrganisation(tx, organisationId)) !== undefined,
    enter: async (it) => enter.enter(tx, by, { aliases: [], ...it }),
  });
  const staff = await enterEach(file, 'staff', seed.staff, {
    known: async ({ staffId }) => (await findStaff(tx, staffId)) !== undefined,
    enter: async ({ login, password, ...it }) =>
      appoint.appoint(tx, by, { window: '', ...it, account: { login, password } }),
  });
  const citizens = await enterEach(file, 'citizens', seed.citizens, {
    known: async ({ personId }) => (await findAccount(tx, personId)) !== undefined,
    enter: async (it) => citizenAccount.open(tx, by, { ...it, citizenId: it.personId, personIndex: personIndexOf(it) }),
  });
  const letters = await enterEach(file, 'letters', seed.letters, {
    known: async ({ letterId }) => (await findLetter(tx, letterId)) !== undefined,
    enter: async (it) => grant.grant(tx, by, grantOf(it)),
  });
  return { organisations, staff, citizens, letters };
}

function grantOf({ hallId = '', staffId = '', ...letter }: SeedLetter): Grant {
  const holder = { ...(hallId === '' ? {} : { hallId }), ...(staffId === '' ? {} : { staffId }) };
  return { itemIds: [], powers: [], ...letter, ...holder };
}

async function enterEach<T>(
  file: string,
  list: keyof IdentitySeed,
  rows: readonly T[],
  act: { known(row: T): Promise<boolean>; enter(row: T): Promise<unknown> },
): Promise<number> {
  let entered = 0;
  for (const [at, row] of rows.entries()) {
    if (await act.known(row)) continue;
    await act.enter(row).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      const fields = error.fields.map((fault) => `; ${fault.field} ${fault.message.en}`);
      throw new SeedFault(file, [`$.${list}[${at}] ${error.message}${fields.join('')}`]);
    });
    entered += 1;
  }
  return entered;
}
