import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text, whole } from '../columns.js';

/** A duty with a date: written in the transaction that creates the duty, fired once, kept as a record. */
@Entity({ name: 'due_timer' })
export class DueTimer {
  @PrimaryColumn({ type: 'bigint', generated: 'increment' }) timerId: string;
  @text(64) kind: string;
  @id() subjectId: string;
  @text(12) region: string;
  /** Business time. */
  @instant() dueAt: Date;
  /** waiting | fired | cancelled */
  @state() state: 'waiting' | 'fired' | 'cancelled';
  @whole() attempts: number;
  /** Database time until which one runner holds it. */
  @instant({ nullable: true }) leasedUntil: Date | null;
  @instant({ nullable: true }) firedAt: Date | null;
  @text(500, { nullable: true }) lastError: string | null;
}
