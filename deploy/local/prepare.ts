import { adminUser } from '#lib/testing';
import { Deployment } from './deployment.js';
import { ensureServers } from './ensure-servers.js';
import { say, step } from './say.js';
import { organisations } from './seed/hall.js';
import { serviceNames } from './services.js';
import { type LocalState, portOf, readState, writeDatabases, writeNatsUrl, writeState } from './state.js';
import { prepareSchemas } from './steps/prepare-schemas.js';
import { prepareSeals } from './steps/prepare-seals.js';
import { seedHall, seedItems } from './steps/seed.js';
import type { Addresses } from './steps/service-environment.js';
import { simulatorNames } from './steps/simulator-environment.js';
import { type Servers, startServers } from './steps/start-servers.js';

/** A local deployment that is ready to be started. */
export interface Prepared {
  state: LocalState;
  deployment: Deployment;
  servers: Servers;
}

/**
 * Servers, schemas, seals and seed data, step by step; the services are not started yet.
 *
 * @param ending is told of everything that was started
 */
export async function prepare(ending: Ending): Promise<Prepared> {
  const state = readState();
  const source = await step('looking for mariadbd, nats-server and a Chinese font', async () => ensureServers(state));
  const servers = await step('starting MariaDB and NATS', async () => startServers(state, source));
  ending.servers = servers;
  const databases = await step('making schemas and accounts, migrating', async () =>
    prepareSchemas(servers.rootUrl, state),
  );
  writeDatabases(databases);
  writeNatsUrl(servers.natsUrlOf(adminUser));
  const sealKeysFile = await step('making the demonstration seals', async () =>
    prepareSeals([...organisations], new Date()),
  );
  await step('loading the county hall', async () => seedHall(databases, state));
  await step('loading the register of items and the calendar', async () => seedItems(databases));
  const ports = {} as Addresses['ports'];
  for (const name of [...serviceNames, ...simulatorNames]) ports[name] = await portOf(state, name);
  const addresses = { ports, databases, natsUrlOf: (service: string) => servers.natsUrlOf(service), sealKeysFile };
  const deployment = new Deployment(state, addresses);
  // With the secrets that its processes were given: whoever asks them afterwards signs with the same.
  writeState(state);
  ending.deployment = deployment;
  return { state, deployment, servers };
}

/** Ends what was started, in the opposite order, however it ends. */
export class Ending {
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
