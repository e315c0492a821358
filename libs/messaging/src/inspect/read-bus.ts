import { setTimeout as sleep } from 'node:timers/promises';
import { type ConsumerInfo, type JetStreamManager, jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { streamConfig } from '../relay/stream-check.js';

/** A stream of a saying service. */
export interface StreamReport {
  service: string;
  replicas: number;
  messages: number;
  /** Settings that are not as the owner makes them: `discard: old, not new`. */
  differences: string[];
}

/** A durable on it. */
export interface DurableReport {
  /** `review__intake` */
  name: string;
  pending: number;
  unacknowledged: number;
  /** Whether somebody asks it for messages. */
  heard: boolean;
  /** Whether what is there was left lying while this report looked: nothing was acknowledged. */
  still: boolean;
}

/** What an operator's user sees of the bus. */
export interface BusReport {
  version: string;
  streams: StreamReport[];
  durables: DurableReport[];
}

const looks = 4;
const betweenLooks = 500;

/**
 * Reads servers, streams and durables of the bus, looking several times so that a moment's pause is no standstill.
 *
 * @param url of a user who may see all streams
 * @throws Error when the bus or its JetStream is not there
 */
export async function readBus(url: string): Promise<BusReport> {
  const { host, username, password } = new URL(url);
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  const connection = await connect({ servers: host, user, pass, timeout: 5_000, reconnect: false });
  try {
    const jsm = await jetstreamManager(connection, { timeout: 5_000 });
    const streams = (await all(jsm.streams.list())).filter(({ config }) => config.name.startsWith('EVT_'));
    const durables = await lookAtDurables(
      jsm,
      streams.map(({ config }) => config.name),
    );
    return { version: connection.info?.version ?? 'unknown', streams: streams.map(reportOf), durables };
  } finally {
    await connection.close();
  }
}

async function lookAtDurables(jsm: JetStreamManager, streams: string[]): Promise<DurableReport[]> {
  const seen = new Map<string, ConsumerInfo[]>();
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await sleep(betweenLooks);
    for (const stream of streams) {
      // What has no lasting name is an operator's look at the stream; nobody need ask it again.
      const lasting = (await all(jsm.consumers.list(stream))).filter(({ config }) => config.durable_name !== undefined);
      for (const one of lasting) seen.set(one.name, [...(seen.get(one.name) ?? []), one]);
    }
  }
  return [...seen].map(([name, infos]) => durableOf(name, infos));
}

function durableOf(name: string, infos: ConsumerInfo[]): DurableReport {
  const [first, last] = [infos[0] as ConsumerInfo, infos.at(-1) as ConsumerInfo];
  return {
    name,
    pending: last.num_pending,
    unacknowledged: last.num_ack_pending,
    heard: infos.some(({ num_waiting }) => num_waiting > 0),
    still: last.ack_floor.consumer_seq === first.ack_floor.consumer_seq,
  };
}

function reportOf({ config, state }: StreamInfo): StreamReport {
  const service = config.name.slice('EVT_'.length).toLowerCase();
  const differences = Object.entries(streamConfig(service)).flatMap(([name, wanted]) => {
    const found: unknown = config[name as keyof typeof config];
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${name}: ${text(found)}, not ${text(wanted)}`];
  });
  return { service, replicas: config.num_replicas, messages: state.messages, differences };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
