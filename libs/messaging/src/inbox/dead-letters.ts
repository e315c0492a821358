import type { JsMsg } from '@nats-io/jetstream';
import type { Tx } from '#lib/persistence';
import { headerFields } from '../envelope-headers.js';

/** Why a message could not be handled. */
export interface LastError {
  cause: 'undecodable' | 'handler-failed';
  error: string;
}

/**
 * Keeps a message that cannot be handled; committed before the message is ended. The same event at the same place again
 * changes only when it was last seen, because the server repeats its advisories after a restart.
 */
export async function writeDeadLetter(tx: Tx, consumer: string, message: JsMsg, why: LastError): Promise<void> {
  const fields = headerFields(message.headers);
  await tx.query(
    `INSERT INTO dead_letter (stream, stream_seq, consumer, event_id, type, cause, error, deliveries, headers, payload,
                              first_at, last_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
     ON DUPLICATE KEY UPDATE last_at = VALUES(last_at), deliveries = VALUES(deliveries), error = VALUES(error)`,
    [
      message.info.stream,
      message.seq,
      consumer,
      fields['ce-id'] ?? 'none',
      fields['ce-type'] ?? 'none',
      why.cause,
      why.error.slice(0, 1000),
      message.info.deliveryCount,
      JSON.stringify(fields),
      Buffer.from(message.data),
      tx.now,
      tx.now,
    ],
  );
}
