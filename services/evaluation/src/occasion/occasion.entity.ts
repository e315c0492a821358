import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text, whole } from '#lib/persistence';
import type { OccasionKind } from './occasion-kinds.js';
import type { OccasionState } from './occasion.states.js';

/** One service rendered in a case, which can be rated once (一次一评). */
@Entity({ name: 'occasion' })
export class Occasion {
  @PrimaryColumn({ type: 'varchar', length: 40 }) occasionId: string;
  @id() caseId: string;
  @state() kind: OccasionKind;
  /** 1…99, by kind. */
  @whole() serviceNumber: number;
  @id() itemId: string;
  @text(200) itemName: string;
  @id() departmentId: string;
  @id() hallId: string;
  /** The staff member who served; empty when nobody in person did. */
  @id() servedBy: string;
  @text(64) applicantIndex: string;
  @text(12) region: string;
  @instant() servedAt: Date;
  @state() state: OccasionState;
  @VersionColumn({ type: 'int' }) version: number;
}
