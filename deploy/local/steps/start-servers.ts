import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminUser, type MariaDb, type Nats, startMariaDb, startNats } from '#lib/testing';
import type { ServerSource } from '../ensure-servers.js';
import { serviceNames } from '../services.js';
import { localDirectory, type LocalState, passwordOf } from '../state.js';

/** The two servers everything stands on. */
export interface Servers {
  rootUrl: string;
  natsUrlOf(service: string): string;
  /** Stops what was started here: processes or containers; nothing of servers somebody else runs. */
  stop(): Promise<void>;
  /** The private ones of this checkout, when it started them. */
  own?: { maria: MariaDb; nats: Nats };
}

/**
 * Starts the private MariaDB and NATS of this checkout, with what they held before; or takes the composed or configured
 * ones. On these everybody uses the bus's one user: permissions by service are its operator's to make.
 */
export async function startServers(state: LocalState, source: ServerSource): Promise<Servers> {
  if (source.kind !== 'installed') {
    const stop = async (): Promise<void> => (source.kind === 'composed' ? source.stop() : undefined);
    return { rootUrl: source.databaseUrl, natsUrlOf: () => source.natsUrl, stop };
  }
  endLeftovers();
  const users = [adminUser, ...serviceNames].map((name) => ({ name, password: passwordOf(state, `nats:${name}`) }));
  const maria = await startMariaDb(join(localDirectory(), 'mariadb'));
  const nats = await startNats(join(localDirectory(), 'nats'), users);
  const stop = async (): Promise<void> => {
    await nats.stop();
    await maria.stop();
  };
  return { rootUrl: maria.rootUrl, natsUrlOf: (service) => nats.urlOf(service), stop, own: { maria, nats } };
}

/** Ends servers that an interrupted start left behind: by process id, and only if the process runs on our directory. */
function endLeftovers(): void {
  for (const folder of ['mariadb', 'nats']) {
    const directory = join(localDirectory(), folder);
    if (!existsSync(directory)) continue;
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.pid'))) {
      endIfOurs(Number(readFileSync(join(directory, file), 'utf8')), directory);
    }
  }
}

function endIfOurs(pid: number, directory: string): void {
  const command = commandOf(pid);
  if (!command.includes(directory)) return;
  process.kill(pid, 'SIGTERM');
  // The data directory is locked until it is gone.
  for (let tries = 0; tries < 100 && commandOf(pid) !== ''; tries += 1) execFileSync('sleep', ['0.1']);
}

/** The command line of a process; empty when there is no such process. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
