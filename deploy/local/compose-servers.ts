import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type LocalState, passwordOf, portOf, writeState } from './state.js';

/** The two servers in containers of this deployment. */
export interface ComposedServers {
  kind: 'composed';
  databaseUrl: string;
  natsUrl: string;
  /** Stops the containers; their volumes stay, and the next start finds them. */
  stop(): void;
}

/**
 * Runs `compose.yml` on free ports and waits until both servers are healthy.
 *
 * @param state whose password and ports the containers get
 * @returns undefined when no engine answers, or it cannot run them
 */
export async function composeServers(state: LocalState): Promise<ComposedServers | undefined> {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0) return undefined;
  const password = passwordOf(state, 'composed');
  const mariadb = await portOf(state, 'composed:mariadb');
  const nats = await portOf(state, 'composed:nats');
  // The volumes keep the password they were made with: it must outlive whatever fails from here on.
  writeState(state);
  const env = {
    ...process.env,
    COMPOSE_PROJECT_NAME: projectOf(password),
    YICHUANG_ROOT_PASSWORD: password,
    YICHUANG_MARIADB_PORT: String(mariadb),
    YICHUANG_NATS_PORT: String(nats),
  };
  const compose = (...act: string[]): boolean =>
    spawnSync('docker', ['compose', '-f', 'deploy/local/compose.yml', ...act], { env, stdio: 'inherit' }).status === 0;
  const stop = (): void => void compose('stop');
  if (!compose('up', '-d', '--wait')) {
    stop();
    return undefined;
  }
  const databaseUrl = `mysql://root:${password}@127.0.0.1:${mariadb}/`;
  return { kind: 'composed', databaseUrl, natsUrl: `nats://yichuang:${password}@127.0.0.1:${nats}`, stop };
}

/** Containers and volumes of its own for every state: another checkout's, or those of a removed state, have another password. */
const projectOf = (password: string): string =>
  `yichuang-${createHash('sha256').update(password).digest('hex').slice(0, 8)}`;
