import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, text, whole } from '#lib/persistence';

/**
 * A fact that was heard about a case. Insert-only by grant: clocks, cards and indicators are functions of these rows and
 * of calendars and rules, and can be computed from them again.
 */
@Entity({ name: 'case_fact' })
export class CaseFact {
  /** The event that told it; a repeat is the same row. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) eventId: string;
  @id() caseId: string;
  /** The event's name, e.g. `case-accepted`. */
  @text(40) kind: string;
  /** Business time at which it happened, not at which it was heard. */
  @instant() occurredAt: Date;
  @text(64) aggregate: string;
  @whole() aggregateVersion: number;
  @text(12) region: string;
  /** The calendar its dates were computed with; empty when it has none. */
  @text(80) calendarVersion: string;
  /** The written notice it cites; empty when it cites none. */
  @text(120) noticeNumber: string;
  /** What of the event clocks and indicators need; no personal data but the applicant's blind index. */
  @json() content: object;
  @instant() heardAt: Date;
}
