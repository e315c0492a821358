import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, json, sealed, state, text } from '#lib/persistence';
import type { CaseState } from './case.states.js';

/** A case (办件) between acceptance and decision, as the departments hold it. */
@Entity({ name: 'review_case' })
export class ReviewCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @id() applicationId: string;
  @state() state: CaseState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
  @text(80) caseNumber: string;
  @id() itemId: string;
  @text(200) itemName: string;
  /** The lead department: it decides. */
  @id() departmentId: string;
  /** Every department with a task, the lead among them: who may read the case. */
  @json() departments: string[];
  @id() hallId: string;
  /** The accepted plan as protobuf JSON text; nobody reads the catalogue for this case again. */
  @json({ type: 'mediumtext' }) plan: string;
  /** As intake sealed it; passed on unchanged. */
  @sealed() sealedApplicant: string;
  @text(80) applicantIndex: string;
  /** The delivery wish as protobuf JSON text. */
  @json({ type: 'text', nullable: true }) delivery: string | null;
  /** Separation of persons: whoever accepted may not decide. */
  @id() acceptedBy: string;
  @instant() acceptedAt: Date;
  /** Null while the clock is stopped, or when the plan has no such clock. */
  @instant({ nullable: true }) statutoryDueAt: Date | null;
  @instant({ nullable: true }) promisedDueAt: Date | null;
  /** The calendar the due dates were computed with. */
  @text(80) calendarVersion: string;
  /** The request under which the case was withdrawn. */
  @id({ nullable: true }) withdrawalRequestId: string | null;
}
