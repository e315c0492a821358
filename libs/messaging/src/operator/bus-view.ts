import { createHash } from 'node:crypto';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import { type Envelope, eventSchemas } from '#lib/contracts';
import { type Bus, connectBus } from '../bus.js';
import { fromHeaders } from '../envelope-headers.js';

/** A stream as the server tells it. */
export interface StreamView {
  name: string;
  /** Creation time, as the journal's rows remember it. */
  created: string;
  firstSeq: number;
  lastSeq: number;
}

/** A message as it lies in a stream. */
export interface StoredMessage {
  seq: number;
  /** `Nats-Msg-Id`; empty when whoever published gave none. */
  messageId: string;
  subject: string;
  payloadSha256: string;
  /** What the headers say, when they are an envelope. */
  envelope: Envelope | undefined;
  /** Why nobody could read it; undefined for a message every released reader decodes. */
  fault: string | undefined;
}

/** A durable's progress. */
export interface DurableView {
  stream: string;
  name: string;
  /** Every message up to here is acknowledged. */
  ackFloor: number;
  /** Not delivered yet. */
  pending: number;
  /** Delivered and not acknowledged. */
  unacknowledged: number;
}

const pageSize = 1_000;

/** An operator's look at every stream of the bus; changes nothing. */
export class BusView {
  private constructor(private readonly bus: Bus) {}

  /** @param url nats://user:password@host:port of a user who may read every stream */
  static async open(url: string): Promise<BusView> {
    return new BusView(await connectBus(url, 'operator'));
  }

  /** Every stream of events there is. */
  async streams(): Promise<StreamView[]> {
    const found: StreamView[] = [];
    for await (const { config, created, state } of this.bus.jsm.streams.list('evt.>')) {
      found.push({ name: config.name, created, firstSeq: state.first_seq, lastSeq: state.last_seq });
    }
    return found;
  }

  /** The durables of a stream. */
  async durables(stream: string): Promise<DurableView[]> {
    const found: DurableView[] = [];
    for await (const { name, config, ack_floor, num_pending, num_ack_pending } of this.bus.jsm.consumers.list(stream)) {
      if (config.durable_name === undefined) continue;
      const progress = { ackFloor: ack_floor.stream_seq, pending: num_pending, unacknowledged: num_ack_pending };
      found.push({ stream, name, ...progress });
    }
    return found;
  }

  /** Reads a stream from its first message to the last it had when looked at, in pages. */
  async *pages(stream: StreamView): AsyncGenerator<StoredMessage[]> {
    if (stream.lastSeq === 0) return;
    const consumer = await this.bus.js.consumers.get(stream.name, { deliver_policy: DeliverPolicy.All });
    try {
      for (let last = 0; last < stream.lastSeq;) {
        const page: StoredMessage[] = [];
        for await (const message of await consumer.fetch({ max_messages: pageSize, expires: 2_000 })) {
          last = message.seq;
          if (last <= stream.lastSeq) page.push(storedMessage(message));
          if (message.info.pending === 0 || last >= stream.lastSeq) break;
        }
        if (page.length === 0) return;
        yield page;
      }
    } finally {
      await consumer.delete().catch(() => undefined);
    }
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    await this.bus.connection.close();
  }
}

function storedMessage({ seq, subject, headers, data }: JsMsg): StoredMessage {
  const messageId = headers?.get('Nats-Msg-Id') ?? '';
  const payloadSha256 = createHash('sha256').update(data).digest('hex');
  const stored = { seq, messageId, subject, payloadSha256 };
  try {
    const envelope = fromHeaders(headers);
    return { ...stored, envelope, fault: faultOf(envelope.type, data) };
  } catch (error) {
    return { ...stored, envelope: undefined, fault: String(error) };
  }
}

/** A message must be of a type this release knows, and say the same after having been read and written again. */
function faultOf(type: string, payload: Uint8Array): string | undefined {
  const schema = eventSchemas.get(type);
  if (schema === undefined) return `no schema for ${type}`;
  const again = toBinary(schema, fromBinary(schema, payload));
  return Buffer.compare(again, payload) === 0 ? undefined : `${type} reads back differently`;
}
