import type { Tx } from '#lib/persistence';
import { DeadLetterRow, ParkedRow } from './inbox.entity.js';

/** Which dead letter is meant. */
export interface DeadLetterKey {
  stream: string;
  streamSeq: string;
  consumer: string;
  /** Needed only when a refilled stream has had several there. */
  eventId?: string | undefined;
}

/** What an operator says with an act: who, and why. Both are kept. */
export interface OperatorStatement {
  by: string;
  reason: string;
}

/** Dead letters that nobody has dealt with yet, oldest first; at most 200. */
export async function listDeadLetters(tx: Tx): Promise<DeadLetterRow[]> {
  return tx.find(DeadLetterRow, { where: { state: 'open' }, order: { firstAt: 'ASC' }, take: 200 });
}

/** Parked events, oldest first; at most 200. */
export async function listParked(tx: Tx): Promise<ParkedRow[]> {
  return tx.find(ParkedRow, { order: { parkedAt: 'ASC' }, take: 200 });
}

/**
 * Lets a dead letter be handled again: it becomes a parked event, which the service's sweep tries within seconds. The
 * event keeps its id, so that it is handled once even if it was handled meanwhile.
 *
 * @throws Error when the letter is not open, is one of several at its place, or has no envelope to be handled by
 */
export async function replayDeadLetter(tx: Tx, key: DeadLetterKey, said: OperatorStatement): Promise<void> {
  const letter = await settle(tx, key, 'replayed', said);
  if (letter.headers['ce-id'] === undefined || letter.cause === 'undecodable') {
    throw new Error('a message without a readable envelope and content cannot be replayed; discard it with a reason');
  }
  await tx.query(
    `INSERT IGNORE INTO parked (handler, event_id, awaits, reason, envelope, payload, parked_at, tries)
     VALUES ('replay', ?, 'replay', ?, ?, ?, ?, 0)`,
    [letter.eventId, said.reason.slice(0, 200), JSON.stringify(envelopeIn(letter.headers)), letter.payload, tx.now],
  );
}

/** Gives a dead letter up, with a reason that stays. @throws Error when the letter is not open, or one of several at its place */
export async function discardDeadLetter(tx: Tx, key: DeadLetterKey, said: OperatorStatement): Promise<void> {
  await settle(tx, key, 'discarded', said);
}

/**
 * Has a parked event tried anew: it is no longer counted as tried, and the service's sweep takes it within seconds,
 * whatever it awaits.
 *
 * @throws Error when there is none
 */
export async function replayParked(tx: Tx, eventId: string, said: OperatorStatement): Promise<void> {
  const reason = `replayed by ${said.by}: ${said.reason}`.slice(0, 200);
  const { affected } = await tx.update(ParkedRow, { eventId }, { tries: 0, reason });
  if (affected === 0) throw new Error(`no parked event ${eventId}`);
}

/** Gives a parked event up: it becomes a discarded dead letter, so that it is not lost without a trace. */
export async function discardParked(tx: Tx, eventId: string, said: OperatorStatement): Promise<void> {
  const rows = await tx.find(ParkedRow, { where: { eventId }, take: 10 });
  if (rows.length === 0) throw new Error(`no parked event ${eventId}`);
  for (const { handler, envelope, payload, parkedAt } of rows) {
    await tx.query(
      `INSERT INTO dead_letter (stream, stream_seq, consumer, event_id, type, cause, error, deliveries, headers, payload,
                                first_at, last_at, state, settled_by, settled_reason)
       VALUES (?, 0, ?, ?, ?, 'parked', 'given up by an operator', 0, ?, ?, ?, ?, 'discarded', ?, ?)`,
      [
        `parked:${eventId}`,
        handler,
        eventId,
        (envelope as { type: string }).type,
        JSON.stringify(envelope),
        payload,
        parkedAt,
        tx.now,
        said.by,
        said.reason,
      ],
    );
    await tx.remove(ParkedRow, { handler, eventId });
  }
}

async function settle(
  tx: Tx,
  key: DeadLetterKey,
  state: 'replayed' | 'discarded',
  said: OperatorStatement,
): Promise<DeadLetterRow> {
  const letter = await theOpenOne(tx, key);
  const { stream, streamSeq, consumer, eventId } = letter;
  await tx.update(
    DeadLetterRow,
    { stream, streamSeq, consumer, eventId },
    { state, settledBy: said.by, settledReason: said.reason },
  );
  return letter;
}

async function theOpenOne(tx: Tx, { stream, streamSeq, consumer, eventId }: DeadLetterKey): Promise<DeadLetterRow> {
  const found = await tx.find(DeadLetterRow, {
    where: { stream, streamSeq, consumer, state: 'open', ...(eventId === undefined ? {} : { eventId }) },
    order: { firstAt: 'ASC' },
    take: 10,
  });
  const [first] = found;
  const place = `${stream} ${streamSeq} ${consumer}`;
  if (first === undefined) throw new Error(`no open dead letter ${[place, eventId ?? ''].join(' ').trim()}`);
  if (found.length === 1) return first;
  const ids = found.map((letter) => letter.eventId).join(' and ');
  throw new Error(`at ${place} lie dead letters of ${ids}; name the event that is meant after the consumer`);
}

/** The envelope as parked events keep it, from the headers of the message. */
function envelopeIn(headers: Record<string, string>): object {
  const [letterId, letterVersion] = headers['ce-letter']?.split(';') ?? [];
  return {
    eventId: headers['ce-id'],
    type: headers['ce-type'],
    aggregate: headers['ce-aggregate'],
    aggregateId: headers['ce-subject'],
    aggregateVersion: Number(headers['ce-aggregateversion']),
    region: headers['ce-region'],
    occurredAt: headers['ce-time'],
    authority: {
      personId: headers['ce-person'],
      letterId,
      ...(letterVersion === undefined ? {} : { letterVersion: Number(letterVersion) }),
    },
    cause: headers['ce-cause'],
    traceparent: headers['traceparent'],
  };
}
