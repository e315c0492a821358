import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant } from '#lib/persistence';

/** That a fee of a case is paid or waived, as the cashier's office said. Insert-only. */
@Entity({ name: 'fee_clearance' })
export class FeeClearance {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  /** before-decision | before-result */
  @PrimaryColumn({ type: 'varchar', length: 20 }) timing: string;
  /** The event that said so. */
  @id() eventId: string;
  @instant() at: Date;
}
