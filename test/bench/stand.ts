import { type Prepared, Ending, prepare } from '../../deploy/local/prepare.js';
import { serviceNames } from '../../deploy/local/services.js';
import { demonstrationPassword } from '../../deploy/local/steps/seed.js';
import { environmentOf, gatewayUrl } from '../../deploy/local/steps/service-environment.js';
import { simulatorEnvironment } from '../../deploy/local/steps/simulator-environment.js';
import type { Servers } from '../../deploy/local/steps/start-servers.js';
import { People, soon } from '../../deploy/local/walks/people.js';
import { benchItem } from './matter.js';
import { countRoundTrips } from './round-trips.js';

/** Private servers with the county hall and the item of the benchmark; the services are stopped. */
export interface BenchStand extends Prepared {
  password: string;
  gateway: string;
  /** Where the one process leaves its processor profile, if it is to be profiled. */
  profile: string | undefined;
  /** The environment of every service, for running them in one process. */
  environments: Record<string, Record<string, string>>;
  /** How often this process has asked the database and waited. */
  roundTrips(): number;
  /** Process ids of the two servers. */
  serverPids(): Map<string, number>;
  close(): Promise<void>;
}

/** Starts the servers, loads the hall and the register, publishes the item. */
export async function openBenchStand(profile?: string): Promise<BenchStand> {
  const ending = new Ending();
  const prepared = await prepare(ending);
  const { state, servers, deployment } = prepared;
  const { addresses } = deployment;
  const stand = {
    ...prepared,
    profile,
    password: demonstrationPassword(state),
    gateway: gatewayUrl(addresses),
    environments: {
      ...Object.fromEntries(serviceNames.map((name) => [name, environmentOf(name, state, addresses)])),
      sms: simulatorEnvironment('sms', state, addresses),
    },
    roundTrips: countRoundTrips(Number(new URL(servers.rootUrl).port)),
    serverPids: () => pidsOf(servers),
    close: async () => ending.end(),
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
