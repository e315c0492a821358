import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type Envelope, serviceOf } from '#lib/contracts';
import { deliverOnce, type EventHandlers, type EventStrategy, retryParked } from '#lib/messaging';
import { Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';

/** An event in its envelope, ready to be delivered any number of times in any order: each delivery has the same id. */
export interface Said {
  envelope: Envelope;
  payload: Uint8Array;
}

/** What an envelope says otherwise than it would. */
export type About = Partial<Envelope>;

/** What nobody can say for an event: what it is about, where and when. */
type Needed = Pick<Envelope, 'aggregateId' | 'aggregateVersion' | 'region' | 'occurredAt'>;

/**
 * Puts a fact into its envelope, as the service that owns it would.
 *
 * @param schema which event
 * @param content what it says
 * @param about what it is about, and whatever else the envelope says
 */
export function inEnvelope<S extends DescMessage>(
  schema: S,
  content: MessageInitShape<S>,
  about: Needed & About,
): Said {
  const aggregate = serviceOf(schema.typeName);
  const authority = { personId: 'somebody' };
  const envelope = { eventId: newId(), type: schema.typeName, aggregate, authority, ...about };
  return { envelope, payload: toBinary(schema, create(schema, content)) };
}

/** Delivers events one by one as the runner does, each with what was parked for it. */
export async function deliver(service: Served, events: Said[]): Promise<void> {
  const handlers = handlersOf(service);
  const work = service.app.get(Work);
  for (const { envelope, payload } of events) {
    await work.run(
      async (tx) => {
        await deliverOnce(tx, handlers, envelope, payload);
        await retryParked(tx, handlers, []);
      },
      { id: envelope.eventId },
    );
  }
}

/** Tries everything that is parked, as a service's own sweep does every few seconds. */
export async function sweep(service: Served): Promise<void> {
  await service.app.get(Work).run(async (tx) => retryParked(tx, handlersOf(service)));
}

const handlersOf = (service: Served): EventHandlers => service.app.get<EventStrategy>(EVENT_STRATEGY).handlers;
