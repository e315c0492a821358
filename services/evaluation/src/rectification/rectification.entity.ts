import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text, whole } from '#lib/persistence';
import type { RectificationState } from './rectification.states.js';

/** A bad rating being looked into; one for each occasion at most. */
@Entity({ name: 'rectification' })
export class Rectification {
  @PrimaryColumn({ type: 'varchar', length: 40 }) rectificationId: string;
  @id() occasionId: string;
  @id() evaluationId: string;
  @id() caseId: string;
  @id() itemId: string;
  @text(200) itemName: string;
  @id() departmentId: string;
  @text(12) region: string;
  @text(64) applicantIndex: string;
  /** Who was rated: they neither call back nor close. Empty when nobody served in person. */
  @id() ratedPerson: string;
  @whole() level: number;
  @state() state: RectificationState;
  @instant() contactDueAt: Date;
  @instant() dueAt: Date;
  @text(80) calendarVersion: string;
  @instant() openedAt: Date;
  @instant({ nullable: true }) contactedAt: Date | null;
  @instant({ nullable: true }) answeredAt: Date | null;
  @id() answeredBy: string;
  /** Who answered before it was sent back; empty when it never was. */
  @id() answeredBefore: string;
  /** rectified | not-upheld | appeal-upheld; empty until then */
  @state() finding: string;
  /** malicious | mistaken; empty when the department did not appeal. It may appeal once. */
  @state() appealGround: string;
  /** What the rater said when called back; 0 for none. */
  @whole() newLevel: number;
  /** When it was sent back to the department; it is once at most. */
  @instant({ nullable: true }) reopenedAt: Date | null;
  @instant({ nullable: true }) closedAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
