import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildServer } from './child-server.js';
import { findProgram } from './find-program.js';
import { freePort, waitForPort } from './ports.js';

/** A private MariaDB on loopback. */
export interface MariaDb {
  port: number;
  /** mysql://root:…@127.0.0.1:port/ */
  rootUrl: string;
  server: ChildServer;
  stop(): Promise<void>;
  /** After `server.kill9()` or `stop()`: the same data on the same port. */
  restart(): Promise<void>;
}

const readyMilliseconds = 60_000;

/**
 * Starts a MariaDB with durable settings in a directory of its own; a second start in the directory finds its data.
 *
 * @param directory where data, password and log are kept
 */
export async function startMariaDb(directory: string): Promise<MariaDb> {
  mkdirSync(directory, { recursive: true });
  const dataDirectory = join(directory, 'data');
  if (!existsSync(dataDirectory)) install(dataDirectory);
  const port = await freePort();
  const password = rememberedPassword(join(directory, 'root.password'));
  const initFile = join(directory, 'init.sql');
  writeFileSync(initFile, rootAccounts(password), { mode: 0o600 });
  const server = new ChildServer({
    program: need('mariadbd'),
    args: [...settings(dataDirectory, port), `--init-file=${initFile}`],
    logFile: join(directory, 'mariadb.log'),
    pidFile: join(directory, 'mariadb.pid'),
  });
  const rootUrl = `mysql://root:${password}@127.0.0.1:${port}/`;
  const begin = async (): Promise<void> => {
    server.start();
    await waitForPort(port, readyMilliseconds).catch(() => {
      throw new Error(`mariadbd does not answer:\n${server.lastWords()}`);
    });
  };
  await begin();
  return { port, rootUrl, server, stop: async () => server.stop(), restart: begin };
}

function need(program: string): string {
  const found = findProgram(program, process.env['PATH'] ?? '');
  if (found === undefined) throw new Error(`${program} is not installed`);
  return found;
}

/** A server that starts deletes all temporary tables it finds, another server's too: each has its own directory. */
function temporaryOf(dataDirectory: string): string {
  const directory = `${dataDirectory}.tmp`;
  mkdirSync(directory, { recursive: true });
  return directory;
}

function install(dataDirectory: string): void {
  rmSync(`${dataDirectory}.new`, { recursive: true, force: true });
  const args = [
    '--no-defaults',
    `--datadir=${dataDirectory}.new`,
    `--tmpdir=${temporaryOf(dataDirectory)}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...asRoot(),
  ];
  execFileSync(need('mariadb-install-db'), args, { stdio: 'pipe' });
  // Only a finished installation gets the name that counts: one that was cut short is made anew.
  renameSync(`${dataDirectory}.new`, dataDirectory);
}

const asRoot = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : []);

/** Commits are on disk before they are answered; READ COMMITTED; nothing but loopback. */
function settings(dataDirectory: string, port: number): string[] {
  return [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${dataDirectory}`,
    `--tmpdir=${temporaryOf(dataDirectory)}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // Relative to the data directory: the path of a Unix socket may be 107 bytes long at most.
    '--socket=s',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_bin',
    '--transaction-isolation=READ-COMMITTED',
    '--innodb-flush-log-at-trx-commit=1',
    '--log-bin=binlog',
    '--sync-binlog=1',
    // Rows are logged, not statements; their text beside them would make the log twice as long.
    '--binlog-annotate-row-events=OFF',
    '--expire-logs-days=3',
    '--innodb-buffer-pool-size=256M',
    '--innodb-log-file-size=96M',
    '--max-connections=400',
    '--max-prepared-stmt-count=65536',
    '--default-time-zone=+00:00',
    '--skip-name-resolve',
  ];
}

function rememberedPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(18).toString('hex');
  writeFileSync(file, password);
  chmodSync(file, 0o600);
  return password;
}

/** Runs before the first connection is taken, so that root is never without a password. */
const rootAccounts = (password: string): string =>
  ['localhost', '127.0.0.1']
    .flatMap((host) => [
      `CREATE USER IF NOT EXISTS root@'${host}' IDENTIFIED BY '${password}';`,
      `ALTER USER root@'${host}' IDENTIFIED BY '${password}';`,
      `GRANT ALL ON *.* TO root@'${host}' WITH GRANT OPTION;`,
    ])
    .join('\n');
