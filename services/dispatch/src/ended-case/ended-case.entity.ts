import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant } from '#lib/persistence';

/** A case that ended without a decision: there will never be an order for it. Insert-only. */
@Entity({ name: 'ended_case' })
export class EndedCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  /** The event that said so. */
  @id() eventId: string;
  @instant() at: Date;
}
