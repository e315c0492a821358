import { parse } from 'yaml';

/** A service of a compose file, as far as this project uses them. */
export interface ComposedService {
  image: string;
  environment?: Record<string, string>;
  command?: string[];
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
}

/** A compose file. */
export interface ComposeFile {
  name: string;
  services: Record<string, ComposedService>;
  volumes?: Record<string, object | null>;
}

/** What MariaDB must be told, so that a commit that was answered is not lost and reads are as the services expect. */
const settings = [
  '--innodb-flush-log-at-trx-commit=1',
  '--log-bin=binlog',
  '--sync-binlog=1',
  '--transaction-isolation=READ-COMMITTED',
  '--default-time-zone=+00:00',
];

/**
 * Reads a compose file as compose does: variables are replaced in the values once the file is parsed.
 *
 * @param environment where the variables are
 * @throws Error when a variable that must be set is not
 */
export function readCompose(text: string, environment: NodeJS.ProcessEnv): ComposeFile {
  return replaced(parse(text), environment) as ComposeFile;
}

function replaced(value: unknown, environment: NodeJS.ProcessEnv): unknown {
  if (typeof value === 'string') return filledIn(value, environment);
  if (Array.isArray(value)) return value.map((one) => replaced(one, environment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, environment)]));
}

function filledIn(text: string, environment: NodeJS.ProcessEnv): string {
  return text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, word = '') => {
    const value = environment[name] ?? '';
    if (value !== '' || kind === undefined) return value;
    if (kind === '-') return word;
    throw new Error(`required variable ${name} is missing a value: ${word}`);
  });
}

/** A published port: where on this machine, and the port in the container. */
export function portOfService({ ports = [] }: ComposedService): { host: string; published: number; target: number } {
  const [host = '', published, target] = (ports[0] ?? '').split(':');
  return { host, published: Number(published), target: Number(target) };
}

/** The folder or volume that lies at a place in the container. */
export function mountedAt({ volumes = [] }: ComposedService, place: string): string | undefined {
  return volumes.map((volume) => volume.split(':')).find(([, at]) => at === place)?.[0];
}

/** @returns what makes these servers unfit, each as a sentence; none when they are fit */
export function faultsOf({ services, volumes = {} }: ComposeFile): string[] {
  const { mariadb, nats } = services;
  if (mariadb === undefined || nats === undefined) return ['mariadb or nats is missing'];
  const data = { mariadb: mountedAt(mariadb, '/var/lib/mysql'), nats: mountedAt(nats, '/data') };
  return [
    ...Object.entries({ mariadb, nats }).flatMap(([name, service]) => faultsOfService(name, service)),
    ...settings.filter((setting) => mariadb.command?.includes(setting) !== true).map((one) => `mariadb without ${one}`),
    ...Object.entries(data).flatMap(([name, volume]) =>
      volume !== undefined && volume in volumes ? [] : [`${name} keeps its data in no named volume`],
    ),
    ...((mariadb.environment?.['MARIADB_ROOT_PASSWORD'] ?? '') === '' ? ['mariadb has no root password'] : []),
    ...(/^".+"$/.test(nats.environment?.['NATS_PASSWORD'] ?? '') ? [] : ['nats has no password in quotes']),
  ];
}

function faultsOfService(name: string, service: ComposedService): string[] {
  const { host, published, target } = portOfService(service);
  const faults: string[] = [];
  if (!/^[a-z]+:\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(service.image)) faults.push(`${name} has no pinned image`);
  if (host !== '127.0.0.1' || !(published > 0) || !(target > 0)) faults.push(`${name} has no port on loopback`);
  if (service.ports?.length !== 1) faults.push(`${name} has not one port`);
  if (service.healthcheck?.test[0] !== 'CMD') faults.push(`${name} has no health check`);
  return faults;
}
