import { businessTime, eventLag } from '../../deploy/local/load/event-lag.js';
import { openOperatorConnection } from '#lib/testing';
import { BusWatch } from './bus-watch.js';
import { CpuWatch, memoryOf } from './cpu.js';
import type { LoadResult } from './load.js';
import { settle } from './settle.js';
import type { BenchStand } from './stand.js';
import { StatementWatch } from './statements.js';

/** What a stretch of load cost. */
export interface Measured extends LoadResult {
  /** Milliseconds by process. */
  cpu: ReadonlyMap<string, number>;
  /** MiB by process, before and after. */
  memory: ReadonlyMap<string, readonly [before: number, after: number]>;
  /** What the database and the bus did, by kind; round trips where they can be counted. */
  counts: ReadonlyMap<string, number>;
  /** From an act to the last handler of its event, milliseconds: p50, p95, p99, most. */
  eventLag: readonly number[] | undefined;
}

/** What an arm consists of while it runs. */
export interface Running {
  pids: () => ReadonlyMap<string, number>;
  /** The services that hear; none in a floor. */
  listeners: readonly string[];
  /** So far, where one process asks the database for all. */
  roundTrips?: () => Promise<number>;
}

/** Until everything that was said is heard: what one load left behind would else be counted as the next one's. */
export async function rest(stand: BenchStand, listeners: readonly string[]): Promise<void> {
  if (listeners.length > 0) await settle(stand.servers.natsUrlOf('admin'), listeners);
}

/** The cost of a stretch is everything it led to, also what is still being heard when the last case has ended. */
export async function watched(stand: BenchStand, running: Running, load: () => Promise<LoadResult>): Promise<Measured> {
  const db = await openOperatorConnection(stand.servers.rootUrl);
  const since = await businessTime(db);
  const [statements, bus] = [
    await StatementWatch.begin(stand.servers.rootUrl),
    await BusWatch.begin(stand.servers.natsUrlOf('admin')),
  ];
  const memoryBefore = memory(running);
  const trips = await running.roundTrips?.();
  const watch = new CpuWatch(running.pids());
  const result = await load();
  await rest(stand, running.listeners);
  const cpu = watch.spent();
  const counts = new Map([...(await statements.end()), ...(await bus.end())]);
  if (trips !== undefined) counts.set('round trips', ((await running.roundTrips?.()) ?? 0) - trips);
  const lag = running.listeners.length === 0 ? undefined : await eventLag(db, since);
  await db.end();
  const held = [...memory(running)].map(([name, after]) => [name, [memoryBefore.get(name) ?? 0, after]] as const);
  return { ...result, cpu, memory: new Map(held), counts, eventLag: lag };
}

const memory = ({ pids }: Running): Map<string, number> =>
  new Map([...pids()].map(([name, pid]) => [name, memoryOf(pid)]));
