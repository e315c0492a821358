import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';

/** A due date that moved, and why; told as DueDateMoved. Insert-only. */
@Entity({ name: 'due_move' })
export class DueMove {
  @PrimaryColumn({ type: 'varchar', length: 40 }) moveId: string;
  @id() clockId: string;
  @id() caseId: string;
  @text(12) region: string;
  @state() clockKind: string;
  @id() departmentId: string;
  /** Null where the clock stood still. */
  @instant({ nullable: true }) dueBefore: Date | null;
  @instant({ nullable: true }) dueAfter: Date | null;
  /** stopped | resumed | extended | calendar-changed | cured | reopened */
  @state() reasonClass: string;
  @text(80) calendarVersion: string;
  @instant() at: Date;
}
