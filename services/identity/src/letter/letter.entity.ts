import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, json, state, text } from '#lib/persistence';
import type { LetterKind, LetterState, Power } from './letter.states.js';

/** A letter of authority: a department's to a hall (受理委托书), or to a person (首席代表授权书). */
@Entity({ name: 'letter' })
export class Letter {
  @PrimaryColumn({ type: 'varchar', length: 40 }) letterId: string;
  @text(32) kind: LetterKind;
  /** As on the paper. */
  @text(80) letterNumber: string;
  @id() departmentId: string;
  /** The hall a delegation goes to; empty for an authorisation. */
  @id() hallId: string;
  /** The person an authorisation goes to; empty for a delegation. */
  @id() staffId: string;
  /** Empty: every item of the department. */
  @json() itemIds: string[];
  /** Of an authorisation. */
  @json() powers: Power[];
  @instant() validFrom: Date;
  @instant() validUntil: Date;
  @state() state: LetterState;
  /** From when a revocation counts. */
  @instant({ nullable: true }) revokedFrom: Date | null;
  @text(500, { nullable: true }) revokedFor: string | null;
  /** Of the department. */
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}
