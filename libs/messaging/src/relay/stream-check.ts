import type { JetStreamManager, StreamConfig, StreamInfo } from '@nats-io/jetstream';
import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { streamName } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { isMissing } from '../bus.js';
import { journalHas, knownStream, newestPublished } from './journal.js';

/** The stream holds events that the journal has never had: the database is older than the bus. Nobody may guess here. */
export class JournalBehindStream extends Error {
  constructor(stream: string, eventId: string) {
    super(
      `${stream} holds event ${eventId} that this database has never had: the database was restored from an older copy. ` +
        'Nothing is published until an operator restores the newer database or deletes the stream.',
    );
  }
}

/** What the comparison of stream and journal found. */
export type Verdict =
  { stream: StreamInfo; intact: true } | { stream: StreamInfo | undefined; intact: false; why: string };

const sampled = 32;
const days = 24 * 60 * 60 * 1_000_000_000;

/** The stream's settings: kept 90 days, nobody may delete or purge single messages, duplicates dropped for two minutes. */
export const streamConfig = (service: string): Partial<StreamConfig> & { name: string } => ({
  name: streamName(service),
  subjects: [`evt.${service}.>`],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  max_age: 90 * days,
  max_bytes: -1,
  duplicate_window: 120 * 1_000_000_000,
  deny_delete: true,
  deny_purge: true,
});

/** Makes the stream. */
export async function createStream(jsm: JetStreamManager, service: string): Promise<StreamInfo> {
  return jsm.streams.add(streamConfig(service));
}

/** The stream, or undefined when there is none. */
export async function findStream(jsm: JetStreamManager, service: string): Promise<StreamInfo | undefined> {
  try {
    return await jsm.streams.info(streamName(service));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Compares the stream with the journal: same stream, not shorter, same contents at the newest places, nothing in it that
 * the journal has never had.
 *
 * @param stream as it is now; undefined when there is none
 * @throws JournalBehindStream when the journal is the older of the two
 */
export async function compare(jsm: JetStreamManager, tx: Tx, stream: StreamInfo | undefined): Promise<Verdict> {
  if (stream === undefined) return { stream, intact: false, why: 'there is no stream' };
  const newest = await newestMessages(jsm, stream);
  await refuseStrangers(tx, stream, newest);
  const known = await knownStream(tx);
  if (known === undefined) return { stream, intact: true };
  if (known.created !== stream.created) return { stream, intact: false, why: 'the stream was created anew' };
  if (!known.alone) return { stream, intact: false, why: 'the journal names two streams' };
  if (stream.state.last_seq < known.lastSeq) return { stream, intact: false, why: 'the stream is shorter' };
  const changed = await changedPlace(jsm, tx, stream, newest);
  if (changed !== undefined) return { stream, intact: false, why: `other contents at ${changed}` };
  return { stream, intact: true };
}

/** Event ids at the newest places, asked for all at once. */
async function newestMessages(jsm: JetStreamManager, stream: StreamInfo): Promise<Map<number, string | undefined>> {
  const { last_seq: last, first_seq: first } = stream.state;
  const from = Math.max(first, last - sampled + 1, 1);
  const places = Array.from({ length: Math.max(0, last - from + 1) }, (_, n) => from + n);
  return new Map(await Promise.all(places.map(async (seq) => [seq, await eventIdAt(jsm, stream, seq)] as const)));
}

async function refuseStrangers(
  tx: Tx,
  stream: StreamInfo,
  newest: ReadonlyMap<number, string | undefined>,
): Promise<void> {
  const ids = [...newest.values()].filter((id) => id !== undefined);
  const had = await journalHas(tx, ids);
  const stranger = ids.find((id) => !had.has(id));
  if (stranger !== undefined) throw new JournalBehindStream(stream.config.name, stranger);
}

async function changedPlace(
  jsm: JetStreamManager,
  tx: Tx,
  stream: StreamInfo,
  newest: ReadonlyMap<number, string | undefined>,
): Promise<number | undefined> {
  for (const row of await newestPublished(tx, stream.created, sampled)) {
    const seq = Number(row.streamSeq);
    if (seq < stream.state.first_seq) return undefined;
    const found = newest.has(seq) ? newest.get(seq) : await eventIdAt(jsm, stream, seq);
    if (found !== row.eventId) return seq;
  }
  return undefined;
}

async function eventIdAt(jsm: JetStreamManager, stream: StreamInfo, seq: number): Promise<string | undefined> {
  try {
    const message = await jsm.streams.getMessage(stream.config.name, { seq });
    return message?.header.get('ce-id');
  } catch (error) {
    if (isMissing(error) || String(error).includes('no message found')) return undefined;
    throw error;
  }
}
