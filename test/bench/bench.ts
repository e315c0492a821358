import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openOperatorConnection, createSchema, grantTables } from '#lib/testing';
import { ShippedOffice } from './as-shipped.js';
import { CpuWatch, memoryOf } from './cpu.js';
import { Floor } from './floor.js';
import { type LoadResult, percentile, runClosed } from './load.js';
import { oneCase } from './office.js';
import { type BenchStand, openBenchStand } from './stand.js';
import { StatementWatch } from './statements.js';

const { values } = parseArgs({
  options: {
    arms: { type: 'string', default: 'floor,floor+publishes,one process,as shipped' },
    cases: { type: 'string', default: '200' },
    concurrency: { type: 'string', default: '16' },
    repeats: { type: 'string', default: '1' },
  },
});

/** What an arm came to. */
interface Measured extends LoadResult {
  arm: string;
  cpu: Map<string, number>;
  memory: Map<string, number>;
  statements: Map<string, number>;
}

const cases = Number(values.cases);
const concurrency = Number(values.concurrency);

async function measure(
  arm: string,
  pids: ReadonlyMap<string, number>,
  load: () => Promise<LoadResult>,
): Promise<Measured> {
  const statements = await StatementWatch.begin(stand.servers.rootUrl);
  if (process.env['BENCH_GENERAL_LOG'] !== undefined) {
    const c = await openOperatorConnection(stand.servers.rootUrl);
    await c.rows(`SET GLOBAL general_log_file='${process.env['BENCH_GENERAL_LOG']}'`);
    await c.rows('SET GLOBAL general_log=ON');
    await c.end();
  }
  const watch = new CpuWatch(pids);
  const result = await load();
  const cpu = watch.spent();
  const memory = new Map([...pids].map(([name, pid]) => [name, memoryOf(pid)]));
  return { ...result, arm, cpu, memory, statements: await statements.end() };
}

async function floorArm(stand: BenchStand, withPublishes: boolean): Promise<Measured> {
  const accounts = await createSchema(stand.servers.rootUrl, 'yc_floor', { migrate: 'floor', service: 'floor' });
  await grantTables(stand.servers.rootUrl, 'yc_floor', []);
  const floor = await Floor.open(accounts.migrateUrl, withPublishes ? stand.servers.natsUrlOf('admin') : undefined);
  const pids = new Map([...stand.serverPids(), ['driver and worker', process.pid]]);
  try {
    await runClosed(floor.run, 100, concurrency);
    return await measure(withPublishes ? 'floor+publishes' : 'floor', pids, async () =>
      runClosed(floor.run, cases, concurrency),
    );
  } finally {
    await floor.close();
  }
}

async function oneProcessArm(stand: BenchStand): Promise<Measured> {
  const env = { ...process.env, BENCH_ENVIRONMENTS: JSON.stringify(stand.environments) };
  const child = fork(new URL('./one-process.js', import.meta.url), {
    env,
    execArgv: (process.env['BENCH_NODE'] ?? '').split(' ').filter((a) => a !== ''),
  });
  const answer = async (): Promise<Record<string, unknown>> => {
    const [message] = (await once(child, 'message')) as [Record<string, unknown>];
    if (message['failed'] !== undefined) throw new Error(String(message['failed']));
    return message;
  };
  const run = async (count: number): Promise<LoadResult> => {
    child.send({ cases: count, concurrency });
    const { latencies, ...rest } = (await answer()) as unknown as LoadResult & { latencies: [string, number[]][] };
    return { ...rest, latencies: new Map(latencies) };
  };
  try {
    do;
    while ((await answer())['ready'] !== true);
    await run(50);
    const pids = new Map([...stand.serverPids(), ['driver and services', child.pid ?? 0]]);
    return await measure('one process', pids, async () => run(cases));
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function shippedArm(stand: BenchStand): Promise<Measured> {
  await stand.deployment.start();
  try {
    const office = await ShippedOffice.open(stand.gateway, stand.password);
    await runClosed(oneCase(office), 50, concurrency);
    const pids = new Map([...stand.serverPids(), ...stand.deployment.pids(), ['driver', process.pid] as const]);
    return await measure('as shipped', pids, async () => runClosed(oneCase(office), cases, concurrency));
  } finally {
    await stand.deployment.stop();
  }
}

function report({ arm, completed, seconds, latencies, cpu, memory, statements }: Measured): void {
  const total = [...cpu.values()].reduce((sum, one) => sum + one, 0);
  console.log(`\n${arm}: ${(completed / seconds).toFixed(1)} cases/s, ${(total / completed).toFixed(1)} CPU-ms a case`);
  for (const [name, milliseconds] of cpu)
    console.log(
      `   cpu ${name}: ${(milliseconds / completed).toFixed(2)} ms a case, ${memory.get(name)?.toFixed(0)} MiB`,
    );
  console.log(
    `   ${[...statements].map(([name, count]) => `${(count / completed).toFixed(1)} ${name}`).join(', ')} a case`,
  );
  for (const [step, list] of latencies) {
    const at = (share: number): string => percentile(list, share).toFixed(1);
    console.log(`   ${step}: p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms`);
  }
}

const stand = await openBenchStand();
const arms = {
  floor: async () => floorArm(stand, false),
  'floor+publishes': async () => floorArm(stand, true),
  'one process': async () => oneProcessArm(stand),
  'as shipped': async () => shippedArm(stand),
} as Record<string, () => Promise<Measured>>;
try {
  for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
    for (const arm of values.arms.split(',')) report((await arms[arm]?.()) as Measured);
  }
} finally {
  await stand.close();
}
process.exit();
