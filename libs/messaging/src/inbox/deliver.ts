import { type DescMessage, fromBinary, type Message } from '@bufbuild/protobuf';
import { type Envelope, eventSchemas } from '#lib/contracts';
import { isPassing, plainError, type Tx } from '#lib/persistence';
import { type Delivery, NotYet } from './hear.js';
import { ParkedRow } from './inbox.entity.js';

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

/** How one delivery is fitted into the transaction it shares with others. */
export type Part = <T>(tx: Tx, act: () => Promise<T>) => Promise<T>;

/** Under a savepoint: what fails or must wait is undone alone. */
export const undoable: Part = async (tx, act) => tx.savepoint('delivery', act);

/**
 * Without one, which most deliveries do not need: whatever fails or must wait undoes the whole transaction, and its
 * deliveries are tried again under savepoints.
 */
export const straight: Part = async (_tx, act) => act();

/** What became of a delivery. */
export type Outcome = 'handled' | 'repeated' | 'parked' | 'not-for-us';

const unknownType = 'unknown-type';

/**
 * Hands an event to its handler inside a transaction, exactly once however often it comes: inbox row and effects are in
 * one savepoint.
 *
 * @param tx the open transaction
 * @param handlers the service's handlers
 * @param envelope the event's envelope
 * @param payload its bytes
 * @param part how the handler's writes hang together
 * @throws Undecodable for bytes that are no such message; otherwise whatever the handler threw
 */
export async function deliverOnce(
  tx: Tx,
  handlers: EventHandlers,
  envelope: Envelope,
  payload: Uint8Array,
  part: Part = undoable,
): Promise<Outcome> {
  const schema = eventSchemas.get(envelope.type);
  // A newer release may say what this one does not know yet: kept until an upgrade knows it.
  if (schema === undefined) return park(tx, unknownType, unknownType, 'no schema for this type', envelope, payload);
  const handler = handlers.get(envelope.type);
  if (handler === undefined) return 'not-for-us';
  const event = decode(schema, payload);
  try {
    return await part(tx, async () => {
      if (!(await firstTime(tx, handler.name, envelope))) return 'repeated';
      await handler.handle({ tx, event, envelope, handler: handler.name });
      return 'handled';
    });
  } catch (error) {
    if (!(error instanceof NotYet) || part === straight) throw error;
    return park(tx, handler.name, error.awaits, error.message, envelope, payload);
  }
}

function decode(schema: DescMessage, payload: Uint8Array): Message {
  try {
    return fromBinary(schema, payload);
  } catch (error) {
    throw new Undecodable(`${schema.typeName}: ${plainError(error)}`);
  }
}

async function firstTime(tx: Tx, handler: string, envelope: Envelope): Promise<boolean> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO inbox (handler, event_id, aggregate_id, aggregate_version, handled_at) VALUES (?, ?, ?, ?, ?)`,
    [handler, envelope.eventId, envelope.aggregateId, envelope.aggregateVersion, tx.now],
  );
  return affectedRows === 1;
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
  const outcome = await deliverOnce(tx, handlers, envelope, row.payload).catch(async (error: unknown) => {
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
