import { Entity, PrimaryColumn } from 'typeorm';
import { bytes, id, instant, money, state, text, whole } from '#lib/persistence';

/** An event, written in the commit that made it true. Published rows stay: the outbox is the journal. */
@Entity({ name: 'outbox' })
export class OutboxRow {
  @PrimaryColumn({ type: 'bigint', generated: 'increment' }) seq: string;
  @id() eventId: string;
  @text(120) type: string;
  @text(64) aggregate: string;
  @id() aggregateId: string;
  @whole() aggregateVersion: number;
  @text(12) region: string;
  @text(200) subject: string;
  @instant() occurredAt: Date;
  @id() personId: string;
  @id({ nullable: true }) letterId: string | null;
  @whole({ nullable: true }) letterVersion: number | null;
  @text(120, { nullable: true }) cause: string | null;
  @text(64, { nullable: true }) traceparent: string | null;
  @bytes() payload: Buffer;
  @text(64) payloadSha256: string;
  /** waiting | published. Read by state: auto-increment order is not commit order. */
  @state() state: 'waiting' | 'published';
  @text(64, { nullable: true }) streamName: string | null;
  /** Creation time the stream told, which tells a recreated stream from the one published to. */
  @text(40, { nullable: true }) streamCreated: string | null;
  @money({ nullable: true }) streamSeq: string | null;
  @instant({ nullable: true }) publishedAt: Date | null;
}
