import { ensureServers } from './ensure-servers.js';
import { Deployment } from './deployment.js';
import { say, step } from './say.js';
import { organisations } from './seed/hall.js';
import { serviceNames } from './services.js';
import { localDirectory, type LocalState, passwordOf, portOf, readState, writeDatabases, writeState } from './state.js';
import { lookForLosses } from './steps/look-for-losses.js';
import { prepareSchemas } from './steps/prepare-schemas.js';
import { prepareSeals } from './steps/prepare-seals.js';
import { demonstrationPassword, seedHall, seedItems } from './steps/seed.js';
import { type Addresses, gatewayUrl } from './steps/service-environment.js';
import { simulatorNames } from './steps/simulator-environment.js';
import { type Servers, startServers } from './steps/start-servers.js';
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
    await step('looking for anything lost or done twice', async () => lookForLosses(servers.rootUrl));
    tellPlaces(deployment, state);
    if (!once) await ending.asked;
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
  await ending.end();
  process.exit();
}

async function prepare(ending: Ending): Promise<{ state: LocalState; deployment: Deployment; servers: Servers }> {
  const state = readState();
  const source = await step('looking for mariadbd, nats-server and a Chinese font', async () => ensureServers(state));
  const servers = await step('starting MariaDB and NATS', async () => startServers(state, source));
  ending.servers = servers;
  const databases = await step('making schemas and accounts, migrating', async () =>
    prepareSchemas(servers.rootUrl, state),
  );
  writeDatabases(databases);
  const sealKeysFile = await step('making the demonstration seals', async () =>
    prepareSeals([...organisations], new Date()),
  );
  await step('loading the county hall', async () => seedHall(databases, state));
  await step('loading the register of items and the calendar', async () => seedItems(databases));
  const ports = {} as Addresses['ports'];
  for (const name of [...serviceNames, ...simulatorNames]) ports[name] = await portOf(state, name);
  writeState(state);
  const addresses = { ports, databases, natsUrlOf: (service: string) => servers.natsUrlOf(service), sealKeysFile };
  const deployment = new Deployment(state, addresses);
  ending.deployment = deployment;
  return { state, deployment, servers };
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

/** Ends what was started, in the opposite order, however it ends. */
class Ending {
  servers: Servers | undefined;
  deployment: Deployment | undefined;
  readonly asked: Promise<void>;
  private ended: Promise<void> | undefined;

  constructor() {
    this.asked = new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => {
          say('\nstopping what was started …');
          resolve();
          void this.end().then(() => process.exit());
        });
      }
    });
  }

  async end(): Promise<void> {
    this.ended ??= this.endAll();
    return this.ended;
  }

  private async endAll(): Promise<void> {
    await this.deployment?.stop();
    await this.servers?.stop();
  }
}
