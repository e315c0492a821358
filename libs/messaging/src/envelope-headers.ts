import { headers as newHeaders, type MsgHdrs } from '@nats-io/nats-core';
import type { Envelope } from '#lib/contracts';

/** A message whose headers are not a CloudEvents envelope of this platform. */
export class EnvelopeInvalid extends Error {}

/** Writes an envelope as CloudEvents 1.0 headers. */
export function toHeaders(envelope: Envelope): MsgHdrs {
  const written = newHeaders();
  written.set('ce-specversion', '1.0');
  written.set('ce-id', envelope.eventId);
  written.set('ce-source', `/yichuang/${envelope.type.split('.')[1] ?? ''}`);
  written.set('ce-type', envelope.type);
  written.set('ce-time', envelope.occurredAt.toISOString());
  written.set('ce-subject', envelope.aggregateId);
  written.set('ce-aggregate', envelope.aggregate);
  written.set('ce-aggregateversion', String(envelope.aggregateVersion));
  written.set('ce-region', envelope.region);
  written.set('ce-person', envelope.authority.personId);
  if (envelope.authority.letterId !== undefined) {
    written.set('ce-letter', `${envelope.authority.letterId};${envelope.authority.letterVersion ?? 0}`);
  }
  if (envelope.cause !== undefined) written.set('ce-cause', envelope.cause);
  if (envelope.traceparent !== undefined) written.set('traceparent', envelope.traceparent);
  return written;
}

/**
 * Reads an envelope from headers.
 *
 * @throws EnvelopeInvalid naming the header that is missing or wrong
 */
export function fromHeaders(given: MsgHdrs | undefined): Envelope {
  const need = (name: string): string => {
    const value = given?.get(name) ?? '';
    if (value === '') throw new EnvelopeInvalid(`header ${name} is missing`);
    return value;
  };
  const optional = (name: string): string | undefined => given?.get(name) || undefined;
  const occurredAt = new Date(need('ce-time'));
  const aggregateVersion = Number(need('ce-aggregateversion'));
  if (Number.isNaN(occurredAt.getTime())) throw new EnvelopeInvalid('header ce-time is not a date');
  if (!Number.isInteger(aggregateVersion)) throw new EnvelopeInvalid('header ce-aggregateversion is not a number');
  const [letterId, letterVersion] = optional('ce-letter')?.split(';') ?? [];
  return {
    eventId: need('ce-id'),
    type: need('ce-type'),
    aggregate: need('ce-aggregate'),
    aggregateId: need('ce-subject'),
    aggregateVersion,
    region: need('ce-region'),
    occurredAt,
    authority: {
      personId: need('ce-person'),
      letterId,
      letterVersion: letterVersion === undefined ? undefined : Number(letterVersion),
    },
    cause: optional('ce-cause'),
    traceparent: optional('traceparent'),
  };
}

/** Headers as plain fields, for a dead letter. */
export function headerFields(given: MsgHdrs | undefined): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const key of given?.keys() ?? []) fields[key] = given?.get(key) ?? '';
  return fields;
}
