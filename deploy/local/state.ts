import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#lib/testing';

/** What a local deployment remembers between starts: made once, readable by its owner only. */
export interface LocalState {
  passwords: Record<string, string>;
  ports: Record<string, number>;
  /** Key ring for personal data, as JSON text. */
  personalKeys: string;
  /** For the private halves of the signing keys, hex. */
  keyEncryptionKey: string;
}

/** Where `npm start` keeps everything; a test gives it a directory of its own. */
export const localDirectory = (): string => process.env['YICHUANG_DIRECTORY'] ?? join(process.cwd(), '.local', 'start');

const file = (): string => join(localDirectory(), 'state.json');

/** Reads the state, or makes it on the first start. */
export function readState(): LocalState {
  mkdirSync(localDirectory(), { recursive: true });
  if (existsSync(file())) return JSON.parse(readFileSync(file(), 'utf8')) as LocalState;
  const state: LocalState = {
    passwords: {},
    ports: {},
    personalKeys: JSON.stringify(newKeyRing()),
    keyEncryptionKey: randomBytes(32).toString('hex'),
  };
  writeState(state);
  return state;
}

/** Keeps the state. */
export function writeState(state: LocalState): void {
  writeFileSync(file(), JSON.stringify(state, null, 2), { mode: 0o600 });
}

/** A password by name, made when first asked for. */
export function passwordOf(state: LocalState, name: string): string {
  state.passwords[name] ??= randomBytes(18).toString('hex');
  return state.passwords[name];
}

/**
 * A free port, the same as last time when it is still free: addresses in bookmarks and tokens go on working. What is free may
 * be another's, who does not listen yet, and the system gives the same one again.
 */
export async function portOf(state: LocalState, name: string): Promise<number> {
  const { [name]: last, ...others } = state.ports;
  const promised = new Set(Object.values(others));
  let port = last;
  while (port === undefined || promised.has(port) || !(await isFree(port))) port = await freePort();
  state.ports[name] = port;
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function newKeyRing(): object {
  return {
    current: 1,
    keys: { 1: { encryption: randomBytes(16).toString('hex'), mac: randomBytes(32).toString('hex') } },
    index: randomBytes(32).toString('hex'),
  };
}

const databasesFile = (): string => join(localDirectory(), 'databases.json');

/** Keeps the services' database addresses for operators' commands. */
export function writeDatabases(urls: Record<string, string>): void {
  writeFileSync(databasesFile(), JSON.stringify(urls, null, 2), { mode: 0o600 });
}

/** The services' database addresses of the last start; none before the first. */
export function readDatabases(): Record<string, string> {
  if (!existsSync(databasesFile())) return {};
  return JSON.parse(readFileSync(databasesFile(), 'utf8')) as Record<string, string>;
}

const busFile = (): string => join(localDirectory(), 'bus.json');

/** Keeps the address of the bus, with the operator's user, for operators' commands. */
export function writeNatsUrl(url: string): void {
  writeFileSync(busFile(), JSON.stringify({ url }), { mode: 0o600 });
}

/** The bus of the last start; none before the first. */
export function readNatsUrl(): string | undefined {
  return existsSync(busFile()) ? (JSON.parse(readFileSync(busFile(), 'utf8')) as { url: string }).url : undefined;
}

/** The personal keys of the last start; none before the first. */
export function readLocalKeys(): string | undefined {
  return existsSync(file()) ? readState().personalKeys : undefined;
}
