import { check } from './check/check.js';
import { SignedStatements } from './check/statements.js';
import type { Deployment } from './deployment.js';
import { Ending, prepare } from './prepare.js';
import { say, step } from './say.js';
import { localDirectory, type LocalState, passwordOf } from './state.js';
import { demonstrationPassword } from './steps/seed.js';
import { gatewayUrl, providerSecret } from './steps/service-environment.js';
import type { Servers } from './steps/start-servers.js';
import { Crashes } from './walks/crashes.js';
import { signIn, walkAll } from './walks/walk-all.js';

/**
 * `npm start`: servers, schemas, seed data, every service as its own process, the walks; then serves until Ctrl-C.
 *
 * @param args `--once` ends after the walks, with status 0 when every step succeeded; `--crash` kills every process in
 *   turn while people walk
 */
export async function start(args: string[]): Promise<void> {
  const once = args.includes('--once');
  const ending = new Ending();
  try {
    const { state, deployment, servers } = await prepare(ending);
    await step('starting services', async () => deployment.start());
    const people = await signIn(gatewayUrl(deployment.addresses), demonstrationPassword(state));
    if (args.includes('--crash'))
      await new Crashes(deployment, servers).during(async () => walkAll(people, deployment));
    else await walkAll(people, deployment);
    await step('looking for anything lost, altered or done twice', async () => lookOver(servers, deployment, state));
    tellPlaces(deployment, state);
    if (!once) await ending.asked;
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
  await ending.end();
  process.exit();
}

async function lookOver(servers: Servers, { addresses }: Deployment, state: LocalState): Promise<void> {
  const natsUrl = servers.natsUrlOf('admin');
  const statements = new SignedStatements(`http://127.0.0.1:${addresses.ports.payment}`, providerSecret(state));
  if (!(await check({ rootUrl: servers.rootUrl, natsUrl, live: true, statements })))
    throw new Error('not everything holds');
}

function tellPlaces(deployment: Deployment, state: LocalState): void {
  const url = gatewayUrl(deployment.addresses);
  say();
  say(`gateway        ${url}   (sign in: ${url}/sign-in, API: ${url}/api/openapi.json, verify: ${url}/verify/<编号>)`);
  say(`accounts       clerk-li, issue-zhao, chief-sj, citizen-chen … password ${demonstrationPassword(state)}`);
  say(`logs           ${deployment.logDirectory}`);
  say(`everything     ${localDirectory()} (remove it to start from nothing)`);
  say(`bus operator   nats user admin, password ${passwordOf(state, 'nats:admin')}`);
}
