import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findCjkFont } from '#lib/seals';
import { findProgram } from '#lib/testing';

/** Debian packages that bring a program without starting a system service. */
const packages: Record<string, string[]> = {
  mariadbd: ['mariadb-server-core', 'mariadb-client-core'],
  'mariadb-install-db': ['mariadb-server-core'],
  'nats-server': ['nats-server'],
};

/**
 * Makes sure that mariadbd, nats-server and a Chinese font are there: installed already, or by apt when root on Debian or
 * Ubuntu.
 *
 * @throws Error naming what to install when neither works
 */
export async function ensureServers(): Promise<void> {
  const missing = Object.keys(packages).filter((program) => findProgram(program, searchPath()) === undefined);
  const wanted = new Set(missing.flatMap((program) => packages[program] ?? []));
  if (findCjkFont() === undefined) wanted.add('fonts-noto-cjk');
  if (wanted.size === 0) return;
  if (!canUseApt()) {
    throw new Error(
      `please install ${[...wanted].join(', ')} (Debian/Ubuntu names), or set DATABASE_URL and NATS_URL to servers of yours`,
    );
  }
  install([...wanted]);
}

const searchPath = (): string => process.env['PATH'] ?? '';

const canUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function install(names: string[]): void {
  process.stdout.write(`· installing ${names.join(', ')} (apt-get) …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  apt(['update', '-qq'], env);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...names], env);
}

function apt(args: string[], env: NodeJS.ProcessEnv): void {
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed`);
}
