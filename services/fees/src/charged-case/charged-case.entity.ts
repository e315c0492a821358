import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text, whole } from '#lib/persistence';

/** A case as the cashier's office heard of it, charged or free: what its bills need, without personal data. Insert-only. */
@Entity({ name: 'charged_case' })
export class ChargedCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @text(80) caseNumber: string;
  @text(12) region: string;
  /** Who collects: the hall, or the department where no hall took the case in. */
  @id() organId: string;
  @id() itemId: string;
  /** The version the case was accepted under. */
  @whole() itemVersion: number;
  @text(200) itemName: string;
  /** By which citizens find their own bills. */
  @text(64) applicantIndex: string;
  @instant() heardAt: Date;
}
