import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { eventSchemas, serviceOf, streamName, subjectOf } from '#lib/contracts';
import { adminUser, eventually, type Nats, type Said } from '#lib/testing';

/** The other services on the bus: what they say lies in their streams until supervision hears it. */
export class Others {
  private constructor(private readonly bus: NatsConnection) {}

  static async on(nats: Nats): Promise<Others> {
    const { host, username, password } = new URL(nats.urlOf(adminUser));
    const lasting = { maxReconnectAttempts: -1, reconnectTimeWait: 100 };
    return new Others(await connect({ servers: host, user: username, pass: password, ...lasting }));
  }

  /** Makes the streams of services. */
  async begin(...services: string[]): Promise<void> {
    const { streams } = await jetstreamManager(this.bus);
    for (const name of services) await streams.add({ name: streamName(name), subjects: [`evt.${name}.>`] });
  }

  /** Says facts as the relays of their owners would. */
  async say(...events: Said[]): Promise<void> {
    for (const { envelope, payload } of events) {
      const schema = eventSchemas.get(envelope.type);
      if (schema === undefined) throw new Error(`${envelope.type} is no event`);
      const subject = subjectOf(schema, envelope.region, envelope.aggregateId);
      const expect = { streamName: streamName(serviceOf(envelope.type)) };
      const how = { headers: headersOf(envelope), msgID: envelope.eventId, expect };
      // The bus may have been away, like any relay's.
      await eventually(async () => jetstream(this.bus).publish(subject, payload, how));
    }
  }

  async leave(): Promise<void> {
    await this.bus.close();
  }
}

function headersOf({ eventId, type, aggregate, ...about }: Said['envelope']): ReturnType<typeof headers> {
  const written = headers();
  const fields = {
    id: eventId,
    type,
    aggregate,
    subject: about.aggregateId,
    aggregateversion: String(about.aggregateVersion),
    region: about.region,
    time: about.occurredAt.toISOString(),
    person: about.authority.personId,
  };
  for (const [name, value] of Object.entries(fields)) written.set(`ce-${name}`, value);
  return written;
}
