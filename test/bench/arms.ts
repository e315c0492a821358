import { fork } from 'node:child_process';
import { once } from 'node:events';
import { serviceNames } from '../../deploy/local/services.js';
import { createSchema, grantTables } from '#lib/testing';
import { ShippedOffice } from './as-shipped.js';
import { Floor } from './floor.js';
import { mixed, straightOnly } from './kinds.js';
import { type LoadResult, runLoad } from './load.js';
import { casesOf } from './office.js';
import type { Order } from './one-process.js';
import { PilesOfPapers } from './papers.js';
import { Screen } from './screen.js';
import type { BenchStand } from './stand.js';
import { type Measured, rest, type Running, watched } from './watched.js';

/** An arm that is up and warm. */
export interface Arm {
  /** @param over ends an open loop before its time, where the load comes from this process */
  measure(order: Order, over?: AbortSignal): Promise<Measured>;
  /** Certificates that become due at once, where their service is a process of its own. */
  papers?: PilesOfPapers;
  close(): Promise<void>;
}

/** The services of the domain path, as `one-process.ts` starts them. */
const inOneProcess = ['identity', 'catalogue', 'intake', 'review', 'certificates', 'dispatch'];
const warmUp: Order = { mix: straightOnly, load: { cases: 60, concurrency: 16 } };

/** The arms of the benchmark, by the name in its report. */
export const arms: Readonly<Record<string, (stand: BenchStand) => Promise<Arm>>> = {
  floor: async (stand) => floor(stand, false),
  'floor with publishes': async (stand) => floor(stand, true),
  'ours in one process': oneProcess,
  'ours as shipped': shipped,
};

async function floor(stand: BenchStand, withPublishes: boolean): Promise<Arm> {
  const { rootUrl } = stand.servers;
  const accounts = await createSchema(rootUrl, 'yc_floor', { migrate: 'floor', service: 'floor' });
  await grantTables(rootUrl, 'yc_floor', []);
  const it = await Floor.open(accounts.migrateUrl, withPublishes ? stand.servers.natsUrlOf('admin') : undefined);
  const run = async ({ mix, load }: Order): Promise<LoadResult> => runLoad(mixed(it.steps, mix), load);
  await run(warmUp);
  const running: Running = {
    pids: () => new Map([...stand.serverPids(), ['driver and worker', process.pid]]),
    listeners: [],
    roundTrips: async () => stand.roundTrips(),
  };
  return { measure: async (order) => watched(stand, running, async () => run(order)), close: it.close };
}

async function oneProcess(stand: BenchStand): Promise<Arm> {
  const env = {
    ...process.env,
    BENCH_ENVIRONMENTS: JSON.stringify(stand.environments),
    BENCH_NATS: stand.servers.natsUrlOf('admin'),
    BENCH_DATABASE_PORT: new URL(stand.servers.rootUrl).port,
  };
  const execArgv = stand.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${stand.profile}`];
  const child = fork(new URL('./one-process.js', import.meta.url), { env, execArgv });
  const answer = async (): Promise<Record<string, unknown>> => {
    const [message] = (await once(child, 'message')) as [Record<string, unknown>];
    if (typeof message['failed'] === 'string') throw new Error(message['failed']);
    return message;
  };
  const ask = async (asked: Order | 'round trips'): Promise<Record<string, unknown>> => {
    child.send(asked);
    return answer();
  };
  const run = async (order: Order): Promise<LoadResult> => {
    const { latencies, ...others } = (await ask(order)) as unknown as LoadResult & { latencies: [string, number[]][] };
    return { ...others, latencies: new Map(latencies) };
  };
  // Each service says that it serves before the whole process says that it is ready.
  for (let said = await answer(); said['ready'] !== true; said = await answer());
  await run(warmUp);
  await rest(stand, inOneProcess);
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  const running: Running = {
    pids: () => new Map([...stand.serverPids(), ['driver and services', child.pid ?? 0]]),
    listeners: inOneProcess,
    roundTrips: async () => Number((await ask('round trips'))['roundTrips']),
  };
  return { measure: async (order) => watched(stand, running, async () => run(order)), close };
}

async function shipped(stand: BenchStand): Promise<Arm> {
  const { deployment } = stand;
  await deployment.start();
  const office = await ShippedOffice.open(stand.gateway, stand.password);
  const screen = await Screen.open(stand.servers.natsUrlOf('admin'));
  const steps = casesOf(office, screen);
  const run = async ({ mix, load }: Order, over?: AbortSignal): Promise<LoadResult> =>
    runLoad(mixed(steps, mix), load, over);
  await run(warmUp);
  await rest(stand, serviceNames);
  const running: Running = {
    pids: () => new Map([...stand.serverPids(), ...deployment.pids(), ['driver', process.pid] as const]),
    listeners: serviceNames,
  };
  return {
    measure: async (order, over) => watched(stand, running, async () => run(order, over)),
    papers: new PilesOfPapers(office, screen, deployment),
    close: async () => {
      await screen.close();
      await deployment.stop();
    },
  };
}
