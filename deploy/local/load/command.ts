import { parseArgs } from 'node:util';
import { openOperatorConnection } from '#lib/testing';
import { check } from '../check/check.js';
import { runningServers } from '../check/places.js';
import { SignedStatements } from '../check/statements.js';
import { Ending, prepare } from '../prepare.js';
import { say, step } from '../say.js';
import { readDatabases, readState } from '../state.js';
import { demonstrationPassword, enterPeople } from '../steps/seed.js';
import { providerSecret } from '../steps/service-environment.js';
import { crashTargets, type CrashTarget } from '../walks/crashes.js';
import { Chaos } from './chaos.js';
import { ClientLog } from './client-log.js';
import { Crew } from './crew.js';
import { businessTime, eventLag } from './event-lag.js';
import { type LoadPlan, type LoadResult, runLoad } from './load.js';
import { Mix, usualMix } from './mix.js';
import { Payer } from './payer.js';
import { Random } from './random.js';
import { loadPeople } from './staff.js';
import { stepTable, Tally } from './tally.js';

const usage = `npm run walk -- [--cases 100] [--concurrency 32] [--mix ${usualMix}] [--seed 1] [--chaos] [--kill-every 10]`;

/** What the load works on. */
interface Site {
  gateway: string;
  /** The payment provider's simulator. */
  provider: string;
  rootUrl: string;
  natsUrl: string;
  targets: CrashTarget[];
}

/**
 * `npm run walk`: many cases of every kind at once, through the gateway as people would; then everything is checked. Uses
 * the running `npm start`, or starts a deployment and stops it afterwards.
 *
 * @param args see the usage
 */
export async function walkCommand(args: string[]): Promise<void> {
  const ending = new Ending();
  try {
    const { plan, chaos, killEvery } = planOf(args);
    const site = chaos
      ? await startedSite(ending, true)
      : ((await runningSite()) ?? (await startedSite(ending, false)));
    process.exitCode = (await walk(site, plan, chaos ? killEvery : undefined)) ? 0 : 1;
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
  await ending.end();
  process.exit();
}

function planOf(args: string[]): { plan: LoadPlan; chaos: boolean; killEvery: number } {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '100' },
      concurrency: { type: 'string', default: '32' },
      mix: { type: 'string', default: usualMix },
      seed: { type: 'string', default: '1' },
      chaos: { type: 'boolean', default: false },
      'kill-every': { type: 'string', default: '10' },
    },
  });
  const [cases, concurrency, seed, killEvery] = [
    values.cases,
    values.concurrency,
    values.seed,
    values['kill-every'],
  ].map(Number);
  const counts = [cases, concurrency, seed, killEvery];
  if (!counts.every((count) => Number.isInteger(count) && Number(count) > 0)) throw new Error(usage);
  const plan = { cases: cases ?? 0, concurrency: concurrency ?? 0, seed: seed ?? 0, mix: Mix.parse(values.mix) };
  return { plan, chaos: values.chaos, killEvery: killEvery ?? 0 };
}

async function runningSite(): Promise<Site | undefined> {
  const running = runningServers();
  const { ports } = readState();
  const at = (name: string): string => `http://127.0.0.1:${ports[name] ?? 1}`;
  const [gateway, provider] = [at('gateway'), at('payment')];
  const ready = await fetch(`${gateway}/health/ready`).catch(() => undefined);
  return running === undefined || ready?.status !== 200 ? undefined : { ...running, gateway, provider, targets: [] };
}

async function startedSite(ending: Ending, chaos: boolean): Promise<Site> {
  if (chaos && (await runningSite()) !== undefined) {
    throw new Error('npm start is running here: stop it first, for only what this command started is its own to kill');
  }
  const { deployment, servers } = await prepare(ending);
  await step('starting services', async () => deployment.start());
  return {
    gateway: `http://127.0.0.1:${deployment.addresses.ports.gateway}`,
    provider: `http://127.0.0.1:${deployment.addresses.ports.payment}`,
    rootUrl: servers.rootUrl,
    natsUrl: servers.natsUrlOf('admin'),
    targets: crashTargets(deployment, servers),
  };
}

async function walk(site: Site, plan: LoadPlan, killEvery: number | undefined): Promise<boolean> {
  const db = await openOperatorConnection(site.rootUrl);
  const since = await businessTime(db);
  await db.end();
  const [log, tally] = [await ClientLog.open(`${Date.now()}-${plan.seed}`), new Tally()];
  const crew = new Crew(site.gateway, new Payer(site.provider, log, tally), log, tally);
  await step('bringing in the people of the load', async () => bringIn(crew));
  const chaos = killEvery === undefined ? undefined : new Chaos(site.targets, new Random(plan.seed), killEvery);
  say(`\nwalking ${plan.cases} cases, ${plan.concurrency} at once, seed ${plan.seed}`);
  const result = await runLoad(plan, crew, log, (finished) => chaos?.watch(finished) === true);
  await chaos?.settled();
  await log.close();
  tell(result, tally);
  await tellLag(site.rootUrl, since);
  const statements = new SignedStatements(site.provider, providerSecret(readState()));
  const holds = await step('checking everything', async () => check({ ...site, live: true, statements }));
  return holds && result.failed.length === 0;
}

async function bringIn(crew: Crew): Promise<void> {
  const state = readState();
  const password = demonstrationPassword(state);
  const people = loadPeople(password);
  await enterPeople(readDatabases()['identity'] ?? '', state, people, 'deploy/local/load/staff.ts');
  await crew.signIn(password);
}

function tell({ finished, seconds, driverCpu, byKind, failed }: LoadResult, tally: Tally): void {
  const kinds = [...byKind].map(([name, many]) => `${name} ${many}`).join(', ');
  say(`\n${finished} cases in ${seconds.toFixed(1)} s: ${(finished / seconds).toFixed(2)} cases/s (${kinds})`);
  say(`the driver used ${(driverCpu * 100).toFixed(0)} % of one core`);
  say(`\nmilliseconds, tries and waiting included; → is a hand-off between desks`);
  for (const line of stepTable(tally.steps)) say(line);
  const refusals = [...tally.refusals].sort(([, a], [, b]) => b - a).map(([code, many]) => `${code} ${many}`);
  say(`\nanswers other than success: ${refusals.length === 0 ? 'none' : refusals.join(', ')}`);
  for (const failure of failed.slice(0, 10)) say(`✗ ${failure}`);
}

async function tellLag(rootUrl: string, since: string): Promise<void> {
  const db = await openOperatorConnection(rootUrl);
  const lag = await eventLag(db, since);
  await db.end();
  if (lag === undefined) return;
  const [p50, p95, p99, most] = lag.map((value) => value.toFixed(0));
  say(`event lag, act to last handler: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, most ${most} ms`);
}
