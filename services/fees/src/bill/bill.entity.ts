import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, money, state, text, whole } from '#lib/persistence';
import type { BillState } from './bill.states.js';

/** What is to be paid for a case before its decision or before its result; at most one for each. */
@Entity({ name: 'bill' })
export class Bill {
  @PrimaryColumn({ type: 'varchar', length: 40 }) billId: string;
  @id() caseId: string;
  /** before-decision | before-result */
  @text(20) timing: string;
  @text(12) region: string;
  @text(64) applicantIndex: string;
  @state() state: BillState;
  /** 文号 of the notice of payment (缴款通知书); null until billed. */
  @text(120, { nullable: true }) billNumber: string | null;
  /** 缴款识别码; null until billed. */
  @text(20, { nullable: true }) payCode: string | null;
  @money() amountFen: string;
  /** Separation of persons: whoever billed may neither waive nor pay back. */
  @id({ nullable: true }) billedBy: string | null;
  @instant() openedAt: Date;
  @instant({ nullable: true }) billedAt: Date | null;
  @instant({ nullable: true }) settledAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}

/** A fee line of the case's plan, as it was accepted. Insert-only. */
@Entity({ name: 'planned_line' })
export class PlannedLine {
  @PrimaryColumn({ type: 'varchar', length: 40 }) billId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) code: string;
  @text(120) name: string;
  /** For one piece. */
  @money() unitFen: string;
  /** The document that allows the charge (收费依据); empty: it may not be charged. */
  @text(300) basis: string;
  /** When it applies; empty: always. */
  @text(200) condition: string;
}

/** A line that was billed. Insert-only. */
@Entity({ name: 'bill_line' })
export class BillLine {
  @PrimaryColumn({ type: 'varchar', length: 40 }) billId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) code: string;
  @text(120) name: string;
  @whole() quantity: number;
  @money() amountFen: string;
  @text(300) basis: string;
}
