import type { Equation, Family } from './equation.js';

/**
 * The journal and its streams (I3, I17): what was committed is what was published, no more, no less and unaltered.
 * Messages older than the stream keeps are not missing.
 */
export const journal: Family = {
  name: 'journal',
  equations: (ground) => ground.services.flatMap((service) => ofService(service, ground.live)),
};

function ofService(service: string, live: boolean): Equation[] {
  const outbox = `yc_${service}.outbox`;
  // The streams were copied before the databases were held still: a working service has published meanwhile.
  const published = live ? 'OR o.stream_seq > s.last_seq' : '';
  const own = `yc_check.message m WHERE m.source = '${service}'`;
  const equation = (id: string, sentence: string, offending: string): Equation => ({
    id: `${id} ${service}`,
    sentence,
    over: outbox,
    offending,
  });
  return [
    equation('I3.published', 'every event is published', `SELECT event_id FROM ${outbox} WHERE state = 'waiting'`),
    equation(
      'I3.kept',
      'every published event lies in its stream where the journal says',
      `SELECT o.event_id FROM ${outbox} o LEFT JOIN yc_check.stream s ON s.source = '${service}'
         LEFT JOIN yc_check.message m ON m.stream = s.name AND m.seq = o.stream_seq AND m.message_id = o.event_id
        WHERE o.state = 'published' AND m.seq IS NULL
          AND NOT COALESCE(o.stream_created = s.created AND (o.stream_seq < s.first_seq ${published}), FALSE)`,
    ),
    equation(
      'I3.no-phantom',
      'every message of the stream is an event of the journal',
      `SELECT CONCAT(m.stream, ' ', m.seq) FROM yc_check.message m LEFT JOIN ${outbox} o ON o.event_id = m.message_id
        WHERE m.source = '${service}' AND o.event_id IS NULL`,
    ),
    equation(
      'I3.unaltered',
      'every message says what the journal says',
      `SELECT o.event_id FROM yc_check.message m JOIN ${outbox} o ON o.event_id = m.message_id
        WHERE m.source = '${service}' AND (m.payload_sha256, m.subject, m.event_id, m.type, m.aggregate, m.aggregate_id,
              m.version, m.region, m.person_id) <> (o.payload_sha256, o.subject, o.event_id, o.type, o.aggregate,
              o.aggregate_id, o.aggregate_version, o.region, o.person_id)`,
    ),
    equation(
      'I3.digest',
      'every payload of the journal has the digest written beside it',
      `SELECT event_id FROM ${outbox} WHERE SHA2(payload, 256) <> payload_sha256`,
    ),
    equation(
      'I4.in-order',
      'the versions of an aggregate lie in the stream in their order',
      `SELECT event_id FROM (SELECT event_id, seq,
              LAG(seq) OVER (PARTITION BY aggregate, aggregate_id ORDER BY version) AS before_it
         FROM (SELECT event_id, aggregate, aggregate_id, version, MIN(seq) AS seq FROM ${own}
                GROUP BY event_id, aggregate, aggregate_id, version) first) placed WHERE before_it > seq`,
    ),
    equation(
      'I17.readable',
      'every message decodes under the schema its header names',
      `SELECT CONCAT(m.stream, ' ', m.seq, ' ', m.fault) FROM ${own} AND m.fault IS NOT NULL`,
    ),
  ];
}
