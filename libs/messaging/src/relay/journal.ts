import type { Tx, Work } from '#lib/persistence';
import { OutboxRow } from '../outbox/outbox.entity.js';

/** Where an event was stored in the stream. */
export interface Place {
  seq: string;
  streamSeq: number;
}

/** The stream as the journal last knew it. */
export interface KnownStream {
  created: string;
  lastSeq: number;
}

/** Events not published yet, in journal order, which for one aggregate is the order of its versions. */
export async function waitingRows(tx: Tx, limit: number): Promise<OutboxRow[]> {
  return tx.find(OutboxRow, { where: { state: 'waiting' }, order: { seq: 'ASC' }, take: limit });
}

/** Marks events as published, with their place in the stream, in one statement. */
export async function markPublished(
  work: Work,
  at: Date,
  stream: { name: string; created: string },
  places: Place[],
): Promise<void> {
  if (places.length === 0) return;
  const cases = places.map(() => 'WHEN ? THEN ?').join(' ');
  await work.statement(
    `UPDATE outbox SET state = 'published', stream_name = ?, stream_created = ?, published_at = ?,
            stream_seq = CASE seq ${cases} END
      WHERE seq IN (?)`,
    [
      stream.name,
      stream.created,
      at,
      ...places.flatMap(({ seq, streamSeq }) => [seq, streamSeq]),
      places.map(({ seq }) => seq),
    ],
  );
}

/** The stream the journal published to last, or undefined before the first event. */
export async function knownStream(tx: Tx): Promise<KnownStream | undefined> {
  const [last] = await tx.query<{ created: string; lastSeq: string }[]>(
    `SELECT stream_created AS created, stream_seq AS lastSeq FROM outbox
      WHERE state = 'published' ORDER BY stream_created DESC, stream_seq DESC LIMIT 1`,
  );
  return last === undefined ? undefined : { created: last.created, lastSeq: Number(last.lastSeq) };
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
