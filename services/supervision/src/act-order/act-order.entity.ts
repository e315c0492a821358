import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';
import type { ActOrderState } from './act-order.states.js';

/** An order to act (督办): the department must answer within working days. */
@Entity({ name: 'act_order' })
export class ActOrder {
  @PrimaryColumn({ type: 'varchar', length: 40 }) actOrderId: string;
  @id() cardId: string;
  @id() caseId: string;
  @text(12) region: string;
  @id() departmentId: string;
  @state() state: ActOrderState;
  @text(1000) demand: string;
  @id() orderedBy: string;
  @instant() orderedAt: Date;
  @instant() answerDueAt: Date;
  @text(1000, { nullable: true }) answer: string | null;
  @id({ nullable: true }) answeredBy: string | null;
  @instant({ nullable: true }) answeredAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
