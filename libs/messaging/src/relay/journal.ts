import type { Tx, Work } from '#lib/persistence';
import { OutboxRow } from '../outbox/outbox.entity.js';

/** Where an event was stored in the stream. */
export interface Place {
  seq: string;
  streamSeq: number;
  /** Business time of its publishing. */
  at: Date;
}

/** The stream as the journal last knew it. */
export interface KnownStream {
  created: string;
  lastSeq: number;
  /** Whether every published event is said to be in this one stream. */
  alone: boolean;
}

/** What is said of an event: the columns of its row that go into the message. */
export type WaitingRow = Omit<
  OutboxRow,
  'payloadSha256' | 'state' | 'streamName' | 'streamCreated' | 'streamSeq' | 'publishedAt'
>;

/**
 * Events not published yet, in journal order, which for one aggregate is the order of its versions.
 *
 * @param tx reads
 * @param limit at most so many
 * @param said published already, and not marked yet
 */
export async function waitingRows(tx: Tx, limit: number, said: readonly string[]): Promise<WaitingRow[]> {
  return tx.query<WaitingRow[]>(
    `SELECT seq, event_id AS eventId, type, aggregate, aggregate_id AS aggregateId,
            aggregate_version AS aggregateVersion, region, subject, occurred_at AS occurredAt, person_id AS personId,
            letter_id AS letterId, letter_version AS letterVersion, cause, traceparent, payload
       FROM outbox WHERE state = 'waiting' ${said.length === 0 ? '' : 'AND seq NOT IN (?)'} ORDER BY seq LIMIT ${limit}`,
    said.length === 0 ? [] : [said],
  );
}

/**
 * Marks events as published, with their place in the stream, in one statement, unless another relay took the lease
 * meanwhile: it may have made the stream anew, and a mark of the old one would keep an event out of the new.
 *
 * @returns how many were marked
 */
export async function markPublished(
  work: Work,
  holder: string,
  stream: { name: string; created: string },
  places: readonly Place[],
): Promise<number> {
  const cases = places.map(() => 'WHEN ? THEN ?').join(' ');
  const { affectedRows } = await work.statement<{ affectedRows: number }>(
    `UPDATE outbox SET state = 'published', stream_name = ?, stream_created = ?, published_at = ?,
            stream_seq = CASE seq ${cases} END
      WHERE seq IN (?) AND state = 'waiting' AND ? = (SELECT holder FROM relay_lease WHERE id = 'relay')`,
    [
      stream.name,
      stream.created,
      places[0]?.at,
      ...places.flatMap(({ seq, streamSeq }) => [seq, streamSeq]),
      places.map(({ seq }) => seq),
      holder,
    ],
  );
  return affectedRows;
}

/** The stream the journal published to last, or undefined before the first event. */
export async function knownStream(tx: Tx): Promise<KnownStream | undefined> {
  const [last] = await tx.query<{ created: string; lastSeq: string; first: string }[]>(
    `SELECT stream_created AS created, stream_seq AS lastSeq,
            (SELECT stream_created FROM outbox WHERE stream_created IS NOT NULL ORDER BY stream_created LIMIT 1) AS first
       FROM outbox WHERE stream_created IS NOT NULL ORDER BY stream_created DESC, stream_seq DESC LIMIT 1`,
  );
  if (last === undefined) return undefined;
  return { created: last.created, lastSeq: Number(last.lastSeq), alone: last.first === last.created };
}

/** The newest published events of a stream, newest first, for comparing contents. */
export async function newestPublished(tx: Tx, created: string, limit: number): Promise<OutboxRow[]> {
  return tx.find(OutboxRow, {
    select: { seq: true, eventId: true, streamSeq: true },
    where: { state: 'published', streamCreated: created },
    order: { streamSeq: 'DESC' },
    take: limit,
  });
}

/** Which of these event ids the journal has. */
export async function journalHas(tx: Tx, eventIds: string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx.query<{ event_id: string }[]>('SELECT event_id FROM outbox WHERE event_id IN (?)', [eventIds]);
  return new Set(rows.map((row) => row.event_id));
}

/** Makes every event wait again, so that a new stream is filled from the journal before anything new. */
export async function publishAllAgain(tx: Tx): Promise<number> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `UPDATE outbox SET state = 'waiting', stream_name = NULL, stream_created = NULL, stream_seq = NULL,
            published_at = NULL WHERE state = 'published'`,
  );
  return affectedRows;
}
