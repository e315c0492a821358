import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { flag, id, instant, state, text } from '#lib/persistence';
import type { TaskState } from './task.states.js';

/** A department's branch of a case. */
@Entity({ name: 'task' })
export class Task {
  @PrimaryColumn({ type: 'varchar', length: 40 }) taskId: string;
  @id() caseId: string;
  @state() state: TaskState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
  @id() departmentId: string;
  @flag() lead: boolean;
  /** agree | disagree */
  @text(12, { nullable: true }) opinion: 'agree' | 'disagree' | null;
  @text(1000, { nullable: true }) note: string | null;
  @id({ nullable: true }) givenBy: string | null;
  @instant({ nullable: true }) givenAt: Date | null;
}
