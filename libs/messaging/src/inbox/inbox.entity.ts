import { Entity, PrimaryColumn } from 'typeorm';
import { bytes, id, instant, json, state, text, whole } from '#lib/persistence';

/** A handled event: its effects are in the same commit. Never changed, never deleted by the service. */
@Entity({ name: 'inbox' })
export class InboxRow {
  @PrimaryColumn({ type: 'varchar', length: 80 }) handler: string;
  @PrimaryColumn({ type: 'varchar', length: 26 }) eventId: string;
  @id() aggregateId: string;
  @whole() aggregateVersion: number;
  @instant() handledAt: Date;
}

/** An event that came before what it needs. Tried again after each commit on what it awaits, and by a sweep. */
@Entity({ name: 'parked' })
export class ParkedRow {
  @PrimaryColumn({ type: 'varchar', length: 80 }) handler: string;
  @PrimaryColumn({ type: 'varchar', length: 26 }) eventId: string;
  @text(80) awaits: string;
  @text(200) reason: string;
  @json() envelope: object;
  @bytes() payload: Buffer;
  @instant() parkedAt: Date;
  @whole() tries: number;
}

/** A message that could not be handled, by its place and its event; an operator replays or discards it with a reason. */
@Entity({ name: 'dead_letter' })
export class DeadLetterRow {
  @PrimaryColumn({ type: 'varchar', length: 64 }) stream: string;
  @PrimaryColumn({ type: 'bigint' }) streamSeq: string;
  @PrimaryColumn({ type: 'varchar', length: 80 }) consumer: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) eventId: string;
  @text(120) type: string;
  /** undecodable | handler-failed */
  @text(32) cause: string;
  @text(1000) error: string;
  @whole() deliveries: number;
  @json() headers: Record<string, string>;
  @bytes() payload: Buffer;
  @instant() firstAt: Date;
  @instant() lastAt: Date;
  /** open | replayed | discarded */
  @state() state: 'open' | 'replayed' | 'discarded';
  @text(80, { nullable: true }) settledBy: string | null;
  @text(500, { nullable: true }) settledReason: string | null;
}

/** A fact that came after the outcome, with the remedy it opens; never an error. */
@Entity({ name: 'late_fact' })
export class LateFactRow {
  @PrimaryColumn({ type: 'varchar', length: 80 }) handler: string;
  @PrimaryColumn({ type: 'varchar', length: 26 }) eventId: string;
  @id() aggregateId: string;
  @text(120) type: string;
  /** The state it met. */
  @state() state: string;
  @text(200) remedy: string;
  @instant() recordedAt: Date;
}
