/** On whose authority a fact was made: the person, and the letter and version that the owner checked. */
export interface EventAuthority {
  personId: string;
  letterId?: string | undefined;
  letterVersion?: number | undefined;
}

/**
 * What every event says beside its content; travels in CloudEvents 1.0 headers (binary mode).
 * Listeners never judge the authority again: only the owner may publish its subjects.
 */
export interface Envelope {
  eventId: string;
  /** Full protobuf type name, e.g. `yichuang.intake.v1.CaseAccepted`. */
  type: string;
  aggregate: string;
  aggregateId: string;
  aggregateVersion: number;
  region: string;
  /** Business time at which it happened. */
  occurredAt: Date;
  authority: EventAuthority;
  /** Event id, request id or timer id that led to this. */
  cause?: string | undefined;
  /** W3C trace context. */
  traceparent?: string | undefined;
}
