import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';
import type { WithdrawalState } from './withdrawal.states.js';

/** An applicant's request to withdraw an accepted case: intake's fact, review's answer. */
@Entity({ name: 'withdrawal' })
export class Withdrawal {
  @PrimaryColumn({ type: 'varchar', length: 40 }) requestId: string;
  @id() caseId: string;
  @state() state: WithdrawalState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
  @text(1000) reason: string;
  @instant() requestedAt: Date;
  /** Why it was refused. */
  @text(1000, { nullable: true }) answer: string | null;
  @id({ nullable: true }) answeredBy: string | null;
  @instant({ nullable: true }) answeredAt: Date | null;
}
