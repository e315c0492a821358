import type { Envelope } from '#lib/contracts';
import type { WaitingRow } from './journal.js';

/** The envelope of a journal row. */
export function envelopeOf(row: WaitingRow): Envelope {
  return {
    eventId: row.eventId,
    type: row.type,
    aggregate: row.aggregate,
    aggregateId: row.aggregateId,
    aggregateVersion: row.aggregateVersion,
    region: row.region,
    occurredAt: row.occurredAt,
    authority: {
      personId: row.personId,
      letterId: row.letterId ?? undefined,
      letterVersion: row.letterVersion ?? undefined,
    },
    cause: row.cause ?? undefined,
    traceparent: row.traceparent ?? undefined,
  };
}
