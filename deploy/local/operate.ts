import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type DeadLetterKey,
  discardDeadLetter,
  discardParked,
  listDeadLetters,
  listParked,
  MESSAGING_ENTITIES,
  replayDeadLetter,
  replayParked,
} from '#lib/messaging';
import { createDataSource, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { say } from './say.js';
import { serviceNames } from './services.js';
import { databaseUrlOf } from './service-databases.js';

const usage = `npm run dead-letters -- list [service]
npm run dead-letters -- replay <service> <stream> <sequence> <consumer> [event id] --reason "…"
npm run dead-letters -- discard <service> <stream> <sequence> <consumer> [event id] --reason "…"
npm run parked -- list [service]
npm run parked -- replay <service> <event id> --reason "…"
npm run parked -- discard <service> <event id> --reason "…"`;

/**
 * What an operator does about messages that could not be handled. The databases are those of the last `npm start`, or
 * <SERVICE>_DATABASE_URL for a deployment elsewhere.
 *
 * @param args `dead-letters` or `parked`, then what the usage says
 */
export async function operate(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { reason: { type: 'string', default: '' } },
  });
  const [kind, act = 'list', service, ...rest] = positionals;
  try {
    if (act === 'list') return await list(kind, service);
    if (service === undefined || values.reason.trim() === '') throw new Error(`a reason is needed\n${usage}`);
    const said = { by: userInfo().username, reason: values.reason };
    await inService(service, async (tx) => settle(tx, `${kind} ${act}`, rest, said));
    say(`${act}: done`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function list(kind: string | undefined, only: string | undefined): Promise<void> {
  for (const service of serviceNames.filter((name) => name !== 'gateway' && (only ?? name) === name)) {
    const lines = await inService(service, kind === 'parked' ? parkedLines : letterLines);
    say(`${service}: ${lines.length === 0 ? 'none' : ''}`);
    for (const line of lines) say(`  ${line}`);
  }
}

async function letterLines(tx: Tx): Promise<string[]> {
  return (await listDeadLetters(tx)).map(
    ({ stream, streamSeq, consumer, eventId, type, cause, firstAt, deliveries, error }) =>
      `${stream} ${streamSeq} ${consumer} ${eventId}  ${type} ${cause} since ${firstAt.toISOString()}, ${deliveries} deliveries: ${error}`,
  );
}

async function parkedLines(tx: Tx): Promise<string[]> {
  return (await listParked(tx)).map(
    ({ eventId, handler, awaits, parkedAt, tries, reason }) =>
      `${eventId} ${handler} awaits ${awaits} since ${parkedAt.toISOString()}, ${tries} tries: ${reason}`,
  );
}

async function settle(tx: Tx, what: string, rest: string[], said: { by: string; reason: string }): Promise<void> {
  const [first = '', streamSeq = '', consumer = '', eventId] = rest;
  const key: DeadLetterKey = { stream: first, streamSeq, consumer, eventId };
  if (what === 'dead-letters replay') return replayDeadLetter(tx, key, said);
  if (what === 'dead-letters discard') return discardDeadLetter(tx, key, said);
  if (what === 'parked replay') return replayParked(tx, first, said);
  if (what === 'parked discard') return discardParked(tx, first, said);
  throw new Error(usage);
}

async function inService<T>(service: string, act: (tx: Tx) => Promise<T>): Promise<T> {
  const url = databaseUrlOf(service);
  if (url === undefined) throw new Error(`no service ${service}; there are ${serviceNames.join(', ')}`);
  const dataSource = await createDataSource({ url, entities: [...MESSAGING_ENTITIES], poolSize: 1 }).initialize();
  try {
    return await new Work(dataSource, new Clock()).run(act);
  } finally {
    await dataSource.destroy();
  }
}
