import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, money, state, text } from '#lib/persistence';
import type { RefundReason, RefundState } from './refund.states.js';

/** Money that goes back to a payer, for one reason from one payment; the provider pays it to where it came from. */
@Entity({ name: 'refund' })
export class Refund {
  @PrimaryColumn({ type: 'varchar', length: 40 }) refundId: string;
  @id() billId: string;
  @id() caseId: string;
  /** Which payment goes back. */
  @id() transactionId: string;
  @text(12) region: string;
  @state() state: RefundState;
  @money() amountFen: string;
  @state() reasonClass: RefundReason;
  @text(200) reason: string;
  @text(200, { nullable: true }) declineReason: string | null;
  /** `system` when money was surplus or the case ended. */
  @id() requestedBy: string;
  @id({ nullable: true }) approvedBy: string | null;
  @instant() requestedAt: Date;
  @instant({ nullable: true }) refundedAt: Date | null;
  /** yyyy-mm-dd in China: the statement that must list it. */
  @text(10, { nullable: true }) statementDay: string | null;
  @VersionColumn({ type: 'int' }) version: number;
}
