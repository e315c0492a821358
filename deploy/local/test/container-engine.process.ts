/*
 * Stands in for `docker` where there is no container engine: takes what npm start asks of one, refuses an unfit compose file,
 * and runs its two services as processes of this machine, with the file's own settings. Beside that only places differ: the
 * published port for the one in the container, a folder for the volume.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildServer, eventually, findProgram, freePort, openOperatorConnection, waitForPort } from '#lib/testing';
import { type ComposedService, faultsOf, mountedAt, portOfService, readCompose } from './compose-file.js';

const directory = process.env['ENGINE_DIRECTORY'] ?? '';
const project = join(directory, process.env['COMPOSE_PROJECT_NAME'] ?? '');
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

const acts: Record<string, () => Promise<unknown>> = {
  info: async () => undefined,
  'compose -f deploy/local/compose.yml up -d --wait': up,
  'compose -f deploy/local/compose.yml stop': stop,
};

async function up(): Promise<void> {
  const file = readCompose(readFileSync('deploy/local/compose.yml', 'utf8'), process.env);
  const faults = faultsOf(file);
  const { mariadb, nats } = file.services;
  if (faults.length > 0 || mariadb === undefined || nats === undefined) throw new Error(faults.join('; '));
  // What runs with other settings is made anew.
  await stop();
  mkdirSync(project, { recursive: true });
  await Promise.all([runMariaDb(mariadb), runNats(nats)]);
}

async function runMariaDb(service: ComposedService): Promise<void> {
  const { host, published } = portOfService(service);
  const data = join(project, 'mariadb');
  const first = !existsSync(data);
  const password = service.environment?.['MARIADB_ROOT_PASSWORD'] ?? '';
  if (first) installMariaDb(data, service.environment?.['MARIADB_ROOT_HOST'] ?? '%', password);
  const places = [`--datadir=${data}`, `--tmpdir=${project}`, `--port=${published}`, `--bind-address=${host}`];
  // As in the image, accounts are made with the data; a password given later changes nothing.
  const accounts = first ? [`--init-file=${join(project, 'accounts.sql')}`] : [];
  const own = [...(service.command ?? []), ...places, '--socket=s', ...accounts];
  await run('mariadb', 'mariadbd', ['--no-defaults', ...asRoot, ...own], published);
  const connection = await openOperatorConnection(`mysql://root:${password}@${host}:${published}/`);
  const rows = await connection.rows(
    "SELECT 1 FROM information_schema.engines WHERE engine = 'innodb' AND support <> 'NO'",
  );
  await connection.end();
  if (rows.length !== 1) throw new Error('mariadb is unhealthy');
}

function installMariaDb(data: string, rootHost: string, password: string): void {
  const ways = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  const args = ['--no-defaults', `--datadir=${data}`, `--tmpdir=${project}`, ...ways, ...asRoot];
  execFileSync(found('mariadb-install-db'), args, { stdio: 'pipe' });
  const accounts = [
    "DROP USER IF EXISTS root@'127.0.0.1', root@'::1';",
    `ALTER USER root@localhost IDENTIFIED BY '${password}';`,
    `CREATE USER root@'${rootHost}' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO root@'${rootHost}' WITH GRANT OPTION;`,
  ];
  writeFileSync(join(project, 'accounts.sql'), accounts.join('\n'), { mode: 0o600 });
}

async function runNats(service: ComposedService): Promise<void> {
  const { host, published } = portOfService(service);
  const monitor = await freePort();
  const args = (service.command ?? []).slice(1).map((arg) => placeOf(service, arg));
  const own = [...args, '-a', host, '-p', String(published), '-m', String(monitor)];
  await run('nats', 'nats-server', own, published, service.environment);
  const health = (service.healthcheck?.test.at(-1) ?? '').replace(':8222/', `:${monitor}/`);
  await eventually(async () => {
    if (!(await fetch(health)).ok) throw new Error('nats is unhealthy');
  });
}

/** Where on this machine something of a container lies. */
function placeOf(service: ComposedService, arg: string): string {
  const source = mountedAt(service, arg);
  if (source === undefined) return arg;
  return source.startsWith('./') ? resolve('deploy/local', source) : join(project, source);
}

async function run(
  name: string,
  program: string,
  args: string[],
  port: number,
  more: NodeJS.ProcessEnv = {},
): Promise<void> {
  const files = { logFile: join(project, `${name}.log`), pidFile: join(project, `${name}.pid`) };
  const server = new ChildServer({ program: found(program), args, env: { ...process.env, ...more }, ...files });
  server.start();
  await waitForPort(port, 60_000).catch(() => {
    throw new Error(`${name} does not start:\n${server.lastWords()}`);
  });
}

function found(program: string): string {
  const path = findProgram(program, process.env['PATH'] ?? '');
  if (path === undefined) throw new Error(`${program} is not installed`);
  return path;
}

async function stop(): Promise<void> {
  for (const file of existsSync(project) ? readdirSync(project).filter((name) => name.endsWith('.pid')) : []) {
    const pid = Number(readFileSync(join(project, file), 'utf8'));
    if (commandOf(pid).includes(project)) process.kill(pid, 'SIGTERM');
    while (commandOf(pid).includes(project)) await sleep(50);
    rmSync(join(project, file));
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const asked = process.argv.slice(2).join(' ');
appendFileSync(join(directory, 'asked'), `${asked}\n`);
const act = acts[asked];
if (act === undefined) throw new Error(`docker is asked for ${asked}`);
await act();
process.exit();
