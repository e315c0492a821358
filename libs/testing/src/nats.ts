import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildServer } from './child-server.js';
import { findProgram } from './find-program.js';
import { adminUser, natsPermissions } from './nats-permissions.js';
import { freePort, waitForPort } from './ports.js';

/** A user of the bus: a service's name, or `admin`. */
export interface NatsUser {
  name: string;
  password: string;
}

/** A private nats-server with JetStream on loopback. */
export interface Nats {
  port: number;
  server: ChildServer;
  /** nats://user:password@127.0.0.1:port */
  urlOf(user: string): string;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Has the running server know only these of its users, as when somebody changed its configuration. */
  admit(names: readonly string[]): void;
}

/**
 * Starts a nats-server whose users may do the least they need.
 *
 * @param directory where streams, configuration and log are kept
 * @param users names and passwords; `admin` may do everything
 */
export async function startNats(directory: string, users: NatsUser[]): Promise<Nats> {
  mkdirSync(directory, { recursive: true });
  const program = findProgram('nats-server', process.env['PATH'] ?? '');
  if (program === undefined) throw new Error('nats-server is not installed');
  const port = await freePort();
  const file = join(directory, 'nats.conf');
  const write = (known: NatsUser[]): void =>
    writeFileSync(file, configuration(directory, port, known), { mode: 0o600 });
  write(users);
  const server = new ChildServer({
    program,
    args: ['-c', file],
    logFile: join(directory, 'nats.log'),
    pidFile: join(directory, 'nats.pid'),
  });
  const begin = async (): Promise<void> => {
    server.start();
    await waitForPort(port).catch(() => {
      throw new Error(`nats-server does not answer:\n${server.lastWords()}`);
    });
  };
  await begin();
  const urlOf = (user: string): string => {
    const found = users.find(({ name }) => name === user);
    if (found === undefined) throw new Error(`no NATS user ${user}`);
    return `nats://${user}:${found.password}@127.0.0.1:${port}`;
  };
  const admit = (names: readonly string[]): void => {
    write(users.filter(({ name }) => names.includes(name)));
    if (server.pid !== undefined) process.kill(server.pid, 'SIGHUP');
  };
  return { port, server, urlOf, stop: async () => server.stop(), restart: begin, admit };
}

function configuration(directory: string, port: number, users: NatsUser[]): string {
  return JSON.stringify(
    {
      server_name: `yichuang-${process.pid}-${port}`,
      listen: `127.0.0.1:${port}`,
      max_payload: 1_048_576,
      jetstream: { store_dir: join(directory, 'store') },
      authorization: { users: users.map(entryOf) },
    },
    null,
    2,
  );
}

function entryOf({ name, password }: NatsUser): object {
  const user = { user: name, password };
  if (name === adminUser) return user;
  const { publish, subscribe } = natsPermissions(name);
  return { ...user, permissions: { publish: { allow: publish }, subscribe: { allow: subscribe } } };
}
