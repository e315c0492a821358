import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findCjkFont } from '#lib/seals';
import { findProgram } from '#lib/testing';

/** Where the two servers come from. */
export type ServerSource =
  | { kind: 'installed' }
  /** Servers somebody else runs; the database account must be able to make schemas and accounts. */
  | { kind: 'configured'; databaseUrl: string; natsUrl: string };

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
 * @param password of the composed servers
 * @throws Error with one sentence that names what to install, when none of it works
 */
export function ensureServers(password: string): ServerSource {
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
  const composed = missing.length > 0 && !wanted.has('fonts-noto-cjk') ? compose(password) : undefined;
  if (composed !== undefined) return composed;
  throw new Error(
    `please install ${[...wanted].join(', ')} (Debian and Ubuntu names), or set DATABASE_URL and NATS_URL to servers of yours`,
  );
}

const searchPath = (): string => process.env['PATH'] ?? '';

const canUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

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

/** Ports as compose.yml has them. */
function compose(password: string): ServerSource | undefined {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0) return undefined;
  const env = { ...process.env, YICHUANG_ROOT_PASSWORD: password };
  const up = ['compose', '-f', 'deploy/local/compose.yml', 'up', '-d', '--wait'];
  if (spawnSync('docker', up, { env, stdio: 'inherit' }).status !== 0) return undefined;
  return {
    kind: 'configured',
    databaseUrl: `mysql://root:${password}@127.0.0.1:3316/`,
    natsUrl: `nats://yichuang:${password}@127.0.0.1:4232`,
  };
}
