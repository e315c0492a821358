import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '../services.js';
import { localDirectory, readState } from '../state.js';
import { startPayment } from '../simulators/payment-simulator.js';
import { providerSecret } from '../steps/service-environment.js';
import { providerLedger } from '../steps/simulator-environment.js';
import { commandOf, startServers } from '../steps/start-servers.js';
import { SignedStatements, type Statements } from './statements.js';

/** Where the check looks. */
export interface Places {
  rootUrl: string;
  natsUrl: string;
  /** Whether services may be working: what is under way is waited for. */
  live: boolean;
  /** The payment provider's; undefined when there is none to ask. */
  statements: Statements | undefined;
  /** Ends what was started for the look. */
  close(): Promise<void>;
}

/**
 * The servers named by DATABASE_URL and NATS_URL, with the provider of PROVIDER_URL and PROVIDER_SECRET; else those of a
 * running `npm start`; else the private ones of the last `npm start`, started without services.
 *
 * @throws Error when nothing was ever started here
 */
export async function findPlaces(): Promise<Places> {
  const { DATABASE_URL: rootUrl, NATS_URL: natsUrl } = process.env;
  if (rootUrl !== undefined && natsUrl !== undefined)
    return { rootUrl, natsUrl, live: true, statements: configuredStatements(), close: async () => {} };
  if (!existsSync(join(localDirectory(), 'databases.json')))
    throw new Error('there is nothing to check: npm start first');
  const { statements, close } = await localStatements();
  const running = runningServers();
  if (running !== undefined) return { ...running, live: await servicesRun(), statements, close };
  const servers = await startServers(readState(), { kind: 'installed' });
  return {
    rootUrl: servers.rootUrl,
    natsUrl: servers.natsUrlOf('admin'),
    live: false,
    statements,
    close: async () => {
      await close();
      await servers.stop();
    },
  };
}

function configuredStatements(): Statements | undefined {
  const { PROVIDER_URL: url, PROVIDER_SECRET: secret } = process.env;
  return url === undefined || secret === undefined ? undefined : new SignedStatements(url, secret);
}

/** Those of the running provider; else it is opened on the books it kept, and closed after the look. */
async function localStatements(): Promise<Pick<Places, 'statements' | 'close'>> {
  const secret = providerSecret(readState());
  const url = `http://127.0.0.1:${readState().ports['payment'] ?? 1}`;
  if (await answers(url)) return { statements: new SignedStatements(url, secret), close: async () => {} };
  const quiet = { host: '127.0.0.1', port: 0, callbackUrl: url, delayMs: 0, repeatEvery: 0 };
  const provider = await startPayment({ ...quiet, secret, ledgerFile: providerLedger() });
  return { statements: new SignedStatements(provider.url, secret), close: async () => provider.close() };
}

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** The servers of a running deployment, by their process ids and what they wrote down of themselves. */
export function runningServers(): { rootUrl: string; natsUrl: string } | undefined {
  const [maria, nats] = [join(localDirectory(), 'mariadb'), join(localDirectory(), 'nats')];
  if (!runs(maria, 'mariadb.pid') || !runs(nats, 'nats.pid')) return undefined;
  const port = /--port=(\d+)/.exec(commandOf(pidIn(maria, 'mariadb.pid')))?.[1] ?? '';
  const { listen } = JSON.parse(readFileSync(join(nats, 'nats.conf'), 'utf8')) as { listen: string };
  return {
    rootUrl: `mysql://root:${readFileSync(join(maria, 'root.password'), 'utf8')}@127.0.0.1:${port}/`,
    natsUrl: `nats://admin:${readState().passwords['nats:admin'] ?? ''}@${listen}`,
  };
}

/** Whether any service of this checkout answers. */
async function servicesRun(): Promise<boolean> {
  const { ports } = readState();
  const asked = serviceNames.map(async (name) => fetch(`http://127.0.0.1:${ports[name] ?? 1}/health/live`));
  return Promise.any(asked).then(
    () => true,
    () => false,
  );
}

const pidIn = (directory: string, file: string): number => Number(readFileSync(join(directory, file), 'utf8'));

const runs = (directory: string, file: string): boolean =>
  existsSync(join(directory, file)) && commandOf(pidIn(directory, file)).includes(directory);
