import { mkdirSync } from 'node:fs';
import { Deployment } from '../../deploy/local/deployment.js';
import { serviceNames } from '../../deploy/local/services.js';
import {
  type LocalState,
  localDirectory,
  portOf,
  readState,
  writeDatabases,
  writeState,
} from '../../deploy/local/state.js';
import { prepareSchemas } from '../../deploy/local/steps/prepare-schemas.js';
import { prepareSeals } from '../../deploy/local/steps/prepare-seals.js';
import { demonstrationPassword, seedHall, seedItems } from '../../deploy/local/steps/seed.js';
import { type Addresses, environmentOf, gatewayUrl } from '../../deploy/local/steps/service-environment.js';
import { simulatorEnvironment, simulatorNames } from '../../deploy/local/steps/simulator-environment.js';
import { type Servers, startServers } from '../../deploy/local/steps/start-servers.js';
import { organisations } from '../../deploy/local/seed/hall.js';
import { People, soon } from '../../deploy/local/walks/people.js';
import { benchItem } from './matter.js';

/** Private servers with the county hall and the item of the benchmark. */
export interface BenchStand {
  state: LocalState;
  servers: Servers;
  deployment: Deployment;
  addresses: Addresses;
  password: string;
  gateway: string;
  /** The environment of every service, for running them in one process. */
  environments: Record<string, Record<string, string>>;
  /** Process ids of the two servers. */
  serverPids(): Map<string, number>;
  close(): Promise<void>;
}

/** Starts the servers, loads the hall and the register, publishes the item; the services are left stopped. */
export async function openBenchStand(): Promise<BenchStand> {
  mkdirSync(localDirectory(), { recursive: true });
  const state = readState();
  const servers = await startServers(state, { kind: 'installed' });
  const databases = await prepareSchemas(servers.rootUrl, state);
  writeDatabases(databases);
  const sealKeysFile = await prepareSeals([...organisations], new Date());
  await seedHall(databases, state);
  await seedItems(databases);
  const ports = {} as Addresses['ports'];
  for (const name of [...serviceNames, ...simulatorNames]) ports[name] = await portOf(state, name);
  writeState(state);
  const addresses = { ports, databases, natsUrlOf: (service: string) => servers.natsUrlOf(service), sealKeysFile };
  const stand = {
    state,
    servers,
    addresses,
    deployment: new Deployment(state, addresses),
    password: demonstrationPassword(state),
    gateway: gatewayUrl(addresses),
    environments: {
      ...Object.fromEntries(serviceNames.map((name) => [name, environmentOf(name, state, addresses)])),
      sms: simulatorEnvironment('sms', state, addresses),
    },
    serverPids: () => pidsOf(servers),
    close: async () => {
      await servers.own?.nats.stop();
      await servers.own?.maria.stop();
    },
  };
  await publishItem(stand);
  return stand;
}

function pidsOf({ own }: Servers): Map<string, number> {
  const pids = { mariadbd: own?.maria.server.pid, 'nats-server': own?.nats.server.pid };
  return new Map(Object.entries(pids).flatMap(([name, pid]) => (pid === undefined ? [] : [[name, pid]])));
}

async function publishItem({ deployment, gateway, password }: BenchStand): Promise<void> {
  await deployment.start();
  const manager = await new People(gateway, password).get('items-zhou');
  const known = await manager.read(`/api/catalogue/items/${benchItem.itemId}`).then(
    () => true,
    () => false,
  );
  if (!known) await soon('publishing', async () => manager.act('/api/catalogue/items', benchItem));
  await deployment.stop();
}
