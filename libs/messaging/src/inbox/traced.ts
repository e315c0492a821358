import type { Envelope } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { currentTraceparent, inTrace } from '#lib/service-kit';

/**
 * Handles an event under its own cause and in its own trace: a transaction hears several, those that came and those that
 * were parked. What it does for another before or after has the cause that it had.
 *
 * @param tx the open transaction
 * @param envelope the event's envelope
 * @param handle what to do about it
 */
export async function traced<T>(tx: Tx, envelope: Envelope, handle: () => Promise<T>): Promise<T> {
  const before = { id: tx.cause.id, traceparent: tx.cause.traceparent };
  tx.cause.id = envelope.eventId;
  try {
    return await inTrace(envelope.traceparent, `hear ${envelope.type}`, async () => {
      tx.cause.traceparent = currentTraceparent() ?? envelope.traceparent;
      return handle();
    });
  } finally {
    Object.assign(tx.cause, before);
  }
}
