import { createHash } from 'node:crypto';
import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type EventAuthority, subjectOf } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { OutboxRow } from './outbox.entity.js';

const saying = new WeakSet<Tx>();

/** Whether a transaction announced anything: the relay need not look after the others. */
export const announcesSomething = (tx: Tx): boolean => saying.has(tx);

/** The aggregate an event is about, after the change. */
export interface Announced {
  /** Its kind, e.g. `case`. */
  aggregate: string;
  id: string;
  /** Its row version after the change; one event for each version. */
  version: number;
  region: string;
}

/**
 * Writes an event into the outbox in the transaction that makes it true; the relay publishes it after the commit.
 *
 * @param tx the open transaction
 * @param schema the event
 * @param it the aggregate it is about
 * @param by on whose authority
 * @param content the event's fields
 * @returns the event id
 */
export function announce<S extends DescMessage>(
  tx: Tx,
  schema: S,
  it: Announced,
  by: EventAuthority,
  content: MessageInitShape<S>,
): string {
  const payload = Buffer.from(toBinary(schema, create(schema, content)));
  const eventId = newId();
  tx.append(OutboxRow, {
    eventId,
    type: schema.typeName,
    aggregate: it.aggregate,
    aggregateId: it.id,
    aggregateVersion: it.version,
    region: it.region,
    subject: subjectOf(schema, it.region, it.id),
    occurredAt: tx.now,
    personId: by.personId,
    letterId: by.letterId ?? null,
    letterVersion: by.letterVersion ?? null,
    cause: tx.cause.id ?? null,
    traceparent: tx.cause.traceparent ?? null,
    payload,
    payloadSha256: createHash('sha256').update(payload).digest('hex'),
    state: 'waiting',
  });
  tx.touch(it.id);
  saying.add(tx);
  return eventId;
}
