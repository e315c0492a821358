import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { flag, id, instant, state, text } from '#lib/persistence';
import type { ClockKind } from './clock-reading.js';
import type { ClockState } from './clock.states.js';

/** One clock of a case as its facts leave it. */
@Entity({ name: 'clock' })
export class Clock {
  @PrimaryColumn({ type: 'varchar', length: 40 }) clockId: string;
  @id() caseId: string;
  @state() kind: ClockKind;
  /** Which of several of a kind: a task, a material, a notice; empty when there is but one. */
  @text(120) ref: string;
  @text(12) region: string;
  @id() departmentId: string;
  @state() state: ClockState;
  @instant() startsAt: Date;
  /** Null while it is stopped. */
  @instant({ nullable: true }) dueAt: Date | null;
  @text(80) calendarVersion: string;
  @flag() provisional: boolean;
  @instant({ nullable: true }) endedAt: Date | null;
  /** The kind of fact that ended it. */
  @text(40, { nullable: true }) endedBy: string | null;
  /** When the next card is looked at. */
  @instant({ nullable: true }) nextCheckAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
