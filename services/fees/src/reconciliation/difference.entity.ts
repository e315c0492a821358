import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, money, state, text } from '#lib/persistence';
import type { DifferenceKind } from './compare-statement.js';
import type { DifferenceState } from './difference.states.js';

/** A difference between a day's statement and what is recorded here, until a cashier explains it. */
@Entity({ name: 'difference' })
export class Difference {
  @PrimaryColumn({ type: 'varchar', length: 40 }) differenceId: string;
  /** yyyy-mm-dd in China. */
  @text(10) day: string;
  @text(12) region: string;
  @state() state: DifferenceState;
  @state() kind: DifferenceKind;
  /** `paid:<transaction>` or `refunded:<refund, or transaction>` */
  @text(80) entryKey: string;
  @money({ nullable: true }) hereFen: string | null;
  @money({ nullable: true }) thereFen: string | null;
  /** As the statement says; empty when it says nothing. */
  @text(20) payCode: string;
  @id() transactionId: string;
  @instant({ nullable: true }) paidAt: Date | null;
  @text(200) reason: string;
  @id({ nullable: true }) settledBy: string | null;
  @instant() foundAt: Date;
  @instant({ nullable: true }) settledAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
