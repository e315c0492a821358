import { KeysPublishedSchema } from '#lib/contracts';
import { runMigrations } from '#lib/persistence';
import { Clock, type Served, type ServiceConfig } from '#lib/service-kit';
import { sources } from '../nats-permissions.js';
import { openStand, type Stand } from '../stand.js';
import { type SealOf, writeSealKeys } from './keys.js';
import { deliver, inEnvelope } from './said.js';
import { issuer, TokenSigner } from './token-signer.js';

/** A migration of TypeORM. */
export type Migration = new () => object;

/** What a service is made of, as its own files name it. */
export interface ServiceParts<C extends ServiceConfig> {
  /** e.g. `intake`: its schema and its user of the bus. */
  name: string;
  config: new () => C;
  /** Its own, and after them what a test wants otherwise. */
  migrations: Migration[];
  insertOnlyTables: readonly string[];
  start(config?: C): Promise<Served>;
  /** Whose seal it sets, if it seals papers. */
  seal?: SealOf;
}

/** A service in this process, on a schema of its own. */
export interface RunningService<C extends ServiceConfig = ServiceConfig> {
  served: Served;
  servers: Stand;
  config: C;
}

/** One that believes the tokens of a signer. */
export interface OpenService<C extends ServiceConfig = ServiceConfig> extends RunningService<C> {
  signer: TokenSigner;
}

/**
 * Makes and migrates a service's schema and starts the service on servers that are there.
 *
 * @param environment its own, which also overrules what every service gets
 */
export async function runService<C extends ServiceConfig>(
  servers: Stand,
  parts: ServiceParts<C>,
  environment: Partial<C> = {},
): Promise<RunningService<C>> {
  const { name, migrations, insertOnlyTables } = parts;
  const migrate = async (url: string) => runMigrations(url, migrations);
  const known = {
    MODE: 'development',
    DATABASE_URL: await servers.schema(name, migrate, insertOnlyTables),
    NATS_URL: environment.NATS_URL ?? servers.nats.urlOf(name),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    FAILPOINTS: '',
  };
  const config: C = Object.assign(new parts.config(), known, environment);
  return { served: await parts.start(config), servers, config };
}

/**
 * Starts a service on servers of its own. Every service may speak on their bus, and the service believes the tokens of the
 * signer.
 *
 * @param environment what it needs beside what every service needs; some of it may lie in files of the servers' directory
 */
export async function openService<C extends ServiceConfig & { ISSUER: string }>(
  parts: ServiceParts<C>,
  environment: (servers: Stand) => Partial<C> = () => ({}),
): Promise<OpenService<C>> {
  const signer = await TokenSigner.make();
  const servers = await openStand(...new Set([parts.name, ...sources]));
  try {
    const known = { ISSUER: issuer, ...sealing(servers.directory, parts.seal) };
    const running = await runService(servers, parts, Object.assign(known, environment(servers)));
    const about = { aggregateId: 'keys', aggregateVersion: 1, region: '000000' };
    const occurredAt = running.served.app.get(Clock).now();
    await deliver(running.served, [inEnvelope(KeysPublishedSchema, { jwks: signer.jwks }, { ...about, occurredAt })]);
    return { ...running, signer };
  } catch (error) {
    // A service that cannot start must not leave its servers behind.
    await servers.close();
    throw error;
  }
}

/** Papers are sealed in the thread that answers: a test waits for them and looks. */
const sealing = (directory: string, seal: SealOf | undefined): object =>
  seal === undefined ? {} : { SEAL_KEYS: writeSealKeys(directory, seal), PRESS_MODE: 'inline' };
