import { type DescMessage, fromBinary, type Message } from '@bufbuild/protobuf';
import { type Envelope, eventSchemas } from '#lib/contracts';
import { isPassing, plainError, type Tx } from '#lib/persistence';
import { type Delivery, NotYet } from './hear.js';
import { ParkedRow } from './inbox.entity.js';
import { traced } from './traced.js';

/** A handler as the runner calls it. */
export interface EventHandler {
  /** Its name in the inbox. Never rename: a new name would handle everything again. */
  name: string;
  handle(delivery: Delivery): Promise<unknown>;
}

/** Handlers by event type; one service has one handler for a type. */
export type EventHandlers = ReadonlyMap<string, EventHandler>;

/** An event whose bytes are no message of its type. */
export class Undecodable extends Error {}

/** Some events of a batch were handled before: those that are committed are taken out, the others are tried again. */
export class HandledBefore extends Error {}

/** An event with its bytes, as it came or as it was parked. */
export interface Heard {
  envelope: Envelope;
  payload: Uint8Array;
}

/** What became of a delivery. */
export type Outcome = 'handled' | 'repeated' | 'parked' | 'not-for-us';

const unknownType = 'unknown-type';
const parkedBy = new WeakMap<Tx, Set<string>>();

/** What the events wait for that a transaction parked. */
export const awaitedIn = (tx: Tx): string[] => [...(parkedBy.get(tx) ?? [])];

/** Whether this release knows the type and nobody here hears it. */
export function isNotForUs(handlers: EventHandlers, type: string): boolean {
  return eventSchemas.has(type) && !handlers.has(type);
}

/**
 * Hands an event to its handler inside a transaction, exactly once however often it comes: inbox row and effects are in
 * one savepoint, so that what fails or must wait is undone alone.
 *
 * @param tx the open transaction
 * @param handlers the service's handlers
 * @param envelope the event's envelope
 * @param payload its bytes
 * @throws Undecodable for bytes that are no such message; otherwise whatever the handler threw
 */
export async function deliverOnce(
  tx: Tx,
  handlers: EventHandlers,
  envelope: Envelope,
  payload: Uint8Array,
): Promise<Outcome> {
  const schema = eventSchemas.get(envelope.type);
  // A newer release may say what this one does not know yet: kept until an upgrade knows it.
  if (schema === undefined) return park(tx, unknownType, unknownType, 'no schema for this type', envelope, payload);
  const handler = handlers.get(envelope.type);
  if (handler === undefined) return 'not-for-us';
  const event = decode(schema, payload);
  try {
    return await tx.savepoint('delivery', async () => {
      if ((await enterInbox(tx, [{ handler: handler.name, envelope }])) === 0) return 'repeated';
      await handler.handle({ tx, event, envelope, handler: handler.name });
      return 'handled';
    });
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
    return park(tx, handler.name, error.awaits, error.message, envelope, payload);
  }
}

/**
 * Hands several events to their handlers, in their order, with one inbox statement for all and no savepoints, which most
 * batches do not need. Whatever fails, must wait or was handled before undoes the whole transaction.
 *
 * @param tx the open transaction
 * @param handlers the service's handlers
 * @param batch events of different ids
 * @param within runs a handler in its event's trace
 * @throws HandledBefore when not all of them are new; NotYet; whatever a handler threw
 */
export async function deliverTogether<H extends Heard>(
  tx: Tx,
  handlers: EventHandlers,
  batch: readonly H[],
  within: (heard: H, handle: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const deliveries = batch.map((heard) => {
    const schema = eventSchemas.get(heard.envelope.type);
    const handler = handlers.get(heard.envelope.type);
    // Parked, or nobody's: neither goes straight.
    if (schema === undefined || handler === undefined) throw new NotYet(unknownType);
    return { heard, envelope: heard.envelope, handler: handler.name, by: handler, schema };
  });
  const entered = await enterInbox(tx, deliveries);
  if (entered < deliveries.length) throw new HandledBefore();
  for (const { heard, envelope, handler, by, schema } of deliveries) {
    const event = decode(schema, heard.payload);
    await within(heard, async () => by.handle({ tx, event, envelope, handler }));
  }
}

/** Which of these events have been handled: their inbox rows are committed, so it will never be otherwise. */
export async function handledBefore(tx: Tx, handlers: EventHandlers, batch: readonly Heard[]): Promise<Set<string>> {
  const ids = batch.map(({ envelope }) => envelope.eventId);
  const names = [...new Set(batch.map(({ envelope }) => handlers.get(envelope.type)?.name ?? unknownType))];
  const rows = await tx.query<{ id: string }[]>(
    'SELECT event_id AS id FROM inbox WHERE handler IN (?) AND event_id IN (?)',
    [names, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

function decode(schema: DescMessage, payload: Uint8Array): Message {
  try {
    return fromBinary(schema, payload);
  } catch (error) {
    throw new Undecodable(`${schema.typeName}: ${plainError(error)}`);
  }
}

/** @returns how many were not there before; a rival's uncommitted row is waited for */
async function enterInbox(tx: Tx, entries: readonly { handler: string; envelope: Envelope }[]): Promise<number> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO inbox (handler, event_id, aggregate_id, aggregate_version, handled_at)
     VALUES ${entries.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
    entries.flatMap(({ handler, envelope }) => [
      handler,
      envelope.eventId,
      envelope.aggregateId,
      envelope.aggregateVersion,
      tx.now,
    ]),
  );
  return affectedRows;
}
async function park(
  tx: Tx,
  handler: string,
  awaits: string,
  reason: string,
  envelope: Envelope,
  payload: Uint8Array,
): Promise<Outcome> {
  await tx.query(
    `INSERT INTO parked (handler, event_id, awaits, reason, envelope, payload, parked_at, tries)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON DUPLICATE KEY UPDATE awaits = VALUES(awaits), tries = tries + 1`,
    [handler, envelope.eventId, awaits, reason, JSON.stringify(envelope), Buffer.from(payload), tx.now],
  );
  parkedBy.set(tx, (parkedBy.get(tx) ?? new Set()).add(awaits));
  return 'parked';
}

/**
 * Tries parked events again until none of them can be handled.
 *
 * @param tx the open transaction
 * @param handlers the service's handlers
 * @param awaited ids that changed; undefined tries everything, oldest first
 * @returns how many were handled
 */
export async function retryParked(tx: Tx, handlers: EventHandlers, awaited?: string[]): Promise<number> {
  let handled = 0;
  for (;;) {
    const rows = await parkedRows(tx, awaited);
    let progress = 0;
    for (const row of rows) progress += await retryOne(tx, handlers, row);
    handled += progress;
    // What was handled may be what others wait for.
    if (progress === 0) return handled;
  }
}

async function parkedRows(tx: Tx, awaited?: string[]): Promise<ParkedRow[]> {
  const query = tx.manager.createQueryBuilder(ParkedRow, 'parked');
  if (awaited !== undefined) {
    const keys = [...new Set([...awaited, ...tx.touched])];
    if (keys.length === 0) return [];
    query.where('parked.awaits IN (:...keys)', { keys });
  }
  return query.orderBy('parked.eventId').limit(200).getMany();
}

async function retryOne(tx: Tx, handlers: EventHandlers, row: ParkedRow): Promise<number> {
  const envelope = readEnvelope(row.envelope);
  const delivered = traced(tx, envelope, async () => deliverOnce(tx, handlers, envelope, row.payload));
  const outcome = await delivered.catch(async (error: unknown) => {
    if (isPassing(error)) throw error;
    // One that fails must not hold back the delivery it rides on; it stays parked, with its error to be seen.
    await tx.update(ParkedRow, keyOf(row), { reason: plainError(error).slice(0, 200), tries: row.tries + 1 });
    return 'parked' as const;
  });
  if (outcome === 'parked') return 0;
  await tx.remove(ParkedRow, keyOf(row));
  return 1;
}

const keyOf = (row: ParkedRow): { handler: string; eventId: string } => ({
  handler: row.handler,
  eventId: row.eventId,
});

function readEnvelope(stored: object): Envelope {
  const envelope = stored as Envelope;
  return { ...envelope, occurredAt: new Date(envelope.occurredAt) };
}
