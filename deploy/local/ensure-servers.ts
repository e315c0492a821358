import { spawnSync } from 'node:child_process';
import { findCjkFont } from '#lib/seals';
import { findProgram } from '#lib/testing';
import { type ComposedServers, composeServers } from './compose-servers.js';
import type { LocalState } from './state.js';

/** Where the two servers come from. */
export type ServerSource =
  | { kind: 'installed' }
  /** Servers somebody else runs; the database account must be able to make schemas and accounts. */
  | { kind: 'configured'; databaseUrl: string; natsUrl: string }
  | ComposedServers;

/** Debian packages that bring what a program needs without starting anything. */
const packages: Record<string, string[]> = {
  mariadbd: ['mariadb-server-core', 'mariadb-client-core'],
  'mariadb-install-db': ['mariadb-server-core', 'mariadb-client-core'],
  my_print_defaults: ['mariadb-client-core'],
  'nats-server': ['nats-server'],
};

/**
 * Makes sure of mariadbd, nats-server and a Chinese font: configured through DATABASE_URL and NATS_URL; else installed;
 * else installed by apt when root on Debian or Ubuntu; else run by docker compose when an engine answers.
 *
 * @param state of the deployment whose servers may be composed; without it none are
 * @throws Error with one sentence that names what to install, when none of it works
 */
export async function ensureServers(state?: LocalState): Promise<ServerSource> {
  const { DATABASE_URL: databaseUrl, NATS_URL: natsUrl } = process.env;
  const configured = databaseUrl !== undefined && natsUrl !== undefined;
  const programs = configured ? [] : Object.keys(packages);
  const missing = programs.filter((program) => findProgram(program, searchPath()) === undefined);
  const wanted = new Set(missing.flatMap((program) => packages[program] ?? []));
  if (findCjkFont() === undefined) wanted.add('fonts-noto-cjk');
  if (wanted.size > 0 && canUseApt()) {
    install([...wanted]);
    wanted.clear();
  }
  if (wanted.size === 0) return configured ? { kind: 'configured', databaseUrl, natsUrl } : { kind: 'installed' };
  // A container brings the servers, but no font to the services, which run here.
  const composable = state !== undefined && missing.length > 0 && !wanted.has('fonts-noto-cjk');
  const composed = composable ? await composeServers(state) : undefined;
  if (composed !== undefined) return composed;
  throw new Error(
    `please install ${[...wanted].join(', ')} (Debian and Ubuntu names), or set DATABASE_URL and NATS_URL to servers of yours`,
  );
}

const searchPath = (): string => process.env['PATH'] ?? '';

const canUseApt = (): boolean => process.getuid?.() === 0 && findProgram('apt-get', searchPath()) !== undefined;

function install(names: string[]): void {
  process.stdout.write(`  apt-get install ${names.join(' ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  apt(['update', '-qq'], env);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...names], env);
}

function apt(args: string[], env: NodeJS.ProcessEnv): void {
  const { status, stdout } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stdout.toString().slice(-2_000)}`);
}
