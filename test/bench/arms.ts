import { fork } from 'node:child_process';
import { once } from 'node:events';
import { serviceNames } from '../../deploy/local/services.js';
import { createSchema, grantTables } from '#lib/testing';
import { ShippedOffice } from './as-shipped.js';
import { CpuWatch, memoryOf } from './cpu.js';
import { Floor } from './floor.js';
import { type CaseRun, type LoadResult, runClosed, runOpen } from './load.js';
import { oneCase } from './office.js';
import type { Order } from './one-process.js';
import { Screen } from './screen.js';
import { settle } from './settle.js';
import type { BenchStand } from './stand.js';
import { StatementWatch } from './statements.js';

/** What a stretch of load cost. */
export interface Measured extends LoadResult {
  /** Milliseconds by process. */
  cpu: ReadonlyMap<string, number>;
  /** MiB by process. */
  memory: ReadonlyMap<string, number>;
  statements: ReadonlyMap<string, number>;
}

/** An arm that is up and warm. */
export interface Arm {
  measure(order: Order): Promise<Measured>;
  close(): Promise<void>;
}

/** The services of the domain path, as `one-process.ts` starts them. */
const inOneProcess = ['identity', 'catalogue', 'intake', 'review', 'certificates', 'dispatch'];
const warmUp: Order = { cases: 60, concurrency: 16 };

/** The arms of the benchmark, by the name in its report. */
export const arms: Readonly<Record<string, (stand: BenchStand) => Promise<Arm>>> = {
  floor: async (stand) => floor(stand, false),
  'floor with publishes': async (stand) => floor(stand, true),
  'ours in one process': oneProcess,
  'ours as shipped': shipped,
};

/** What an arm consists of while it runs. */
interface Running {
  pids: ReadonlyMap<string, number>;
  /** The services that hear. */
  listeners: readonly string[];
}

/** The cost of a stretch is everything it led to, also what is still being heard when the last case has ended. */
async function watched(
  stand: BenchStand,
  { pids, listeners }: Running,
  load: () => Promise<LoadResult>,
): Promise<Measured> {
  const rest = async (): Promise<void> =>
    listeners.length === 0 ? undefined : settle(stand.servers.natsUrlOf('admin'), listeners);
  await rest();
  const statements = await StatementWatch.begin(stand.servers.rootUrl);
  const watch = new CpuWatch(pids);
  const result = await load();
  await rest();
  const cpu = watch.spent();
  const memory = new Map([...pids].map(([name, pid]) => [name, memoryOf(pid)]));
  return { ...result, cpu, memory, statements: await statements.end() };
}

const load = async (run: CaseRun, { cases, concurrency, rate }: Order): Promise<LoadResult> =>
  rate === undefined ? runClosed(run, cases, concurrency) : runOpen(run, rate, cases);

async function floor(stand: BenchStand, withPublishes: boolean): Promise<Arm> {
  const { rootUrl } = stand.servers;
  const accounts = await createSchema(rootUrl, 'yc_floor', { migrate: 'floor', service: 'floor' });
  await grantTables(rootUrl, 'yc_floor', []);
  const it = await Floor.open(accounts.migrateUrl, withPublishes ? stand.servers.natsUrlOf('admin') : undefined);
  await load(it.run, warmUp);
  const pids = new Map([...stand.serverPids(), ['driver and worker', process.pid]]);
  const running = { pids, listeners: [] };
  return { measure: async (order) => watched(stand, running, async () => load(it.run, order)), close: it.close };
}

async function oneProcess(stand: BenchStand): Promise<Arm> {
  const env = {
    ...process.env,
    BENCH_ENVIRONMENTS: JSON.stringify(stand.environments),
    BENCH_NATS: stand.servers.natsUrlOf('admin'),
  };
  const execArgv = stand.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${stand.profile}`];
  const child = fork(new URL('./one-process.js', import.meta.url), { env, execArgv });
  const answer = async (): Promise<Record<string, unknown>> => {
    const [message] = (await once(child, 'message')) as [Record<string, unknown>];
    if (typeof message['failed'] === 'string') throw new Error(message['failed']);
    return message;
  };
  const run = async (order: Order): Promise<LoadResult> => {
    child.send(order);
    const { latencies, ...rest } = (await answer()) as unknown as LoadResult & { latencies: [string, number[]][] };
    return { ...rest, latencies: new Map(latencies) };
  };
  // Each service says that it serves before the whole process says that it is ready.
  for (let said = await answer(); said['ready'] !== true; said = await answer());
  await run(warmUp);
  const pids = new Map([...stand.serverPids(), ['driver and services', child.pid ?? 0]]);
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  const running = { pids, listeners: inOneProcess };
  return { measure: async (order) => watched(stand, running, async () => run(order)), close };
}

async function shipped(stand: BenchStand): Promise<Arm> {
  await stand.deployment.start();
  const office = await ShippedOffice.open(stand.gateway, stand.password);
  const screen = await Screen.open(stand.servers.natsUrlOf('admin'));
  const run = oneCase(office, screen);
  await load(run, warmUp);
  const pids = new Map([...stand.serverPids(), ...stand.deployment.pids(), ['driver', process.pid] as const]);
  return {
    measure: async (order) => watched(stand, { pids, listeners: serviceNames }, async () => load(run, order)),
    close: async () => {
      await screen.close();
      await stand.deployment.stop();
    },
  };
}
