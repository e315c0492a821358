import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';
import type { WithdrawalState } from './withdrawal.states.js';

/** An applicant's wish to withdraw an accepted case (撤件申请); review grants or refuses it. */
@Entity({ name: 'withdrawal_request' })
export class WithdrawalRequest {
  @PrimaryColumn({ type: 'varchar', length: 40 }) requestId: string;
  @id() caseId: string;
  @state() state: WithdrawalState;
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  /** The case while the request is open, so that a unique key allows one open request; null afterwards. */
  @id({ nullable: true }) openCaseId: string | null;
  @text(500) reason: string;
  @id() requestedBy: string;
  @instant() requestedAt: Date;
  /** The notice that granted it, or the reason it was refused for. */
  @text(500, { nullable: true }) answer: string | null;
}
