import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, sealed, state, text } from '#lib/persistence';
import type { OrderState } from './order.states.js';

/** A result on its way to the applicant; one for each case. */
@Entity({ name: 'dispatch_order' })
export class DispatchOrder {
  @PrimaryColumn({ type: 'varchar', length: 40 }) orderId: string;
  @id() caseId: string;
  /** The submission the case came with; results of a bundle are handed over together. */
  @id() applicationId: string;
  @text(80) caseNumber: string;
  @text(200) itemName: string;
  @text(12) region: string;
  @id() hallId: string;
  @id() departmentId: string;
  @state() state: OrderState;
  /** approved | denied: a denial's letter is delivered too */
  @state() outcome: string;
  /** window | courier | locker, as the applicant wished */
  @state() mode: string;
  /** Opens with context `applicant:<case id>`. */
  @sealed() sealedApplicant: string;
  /** Opens with context `delivery:<case id>`; empty when none was given. */
  @sealed() sealedAddress: string;
  @text(64) applicantIndex: string;
  /** Deliver by (行政许可法 art. 44). */
  @instant({ nullable: true }) dueAt: Date | null;
  @instant() openedAt: Date;
  @instant({ nullable: true }) deliveredAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
