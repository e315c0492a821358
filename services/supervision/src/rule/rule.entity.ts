import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { state, text } from '#lib/persistence';
import type { ClockKind } from '../clock/clock-reading.js';
import type { Colour } from './owed-cards.js';
import type { RuleState } from './rule.states.js';

/** A rule of supervision: which card a kind of clock calls for. */
@Entity({ name: 'rule' })
export class Rule {
  @PrimaryColumn({ type: 'varchar', length: 40 }) ruleId: string;
  @text(12) region: string;
  @state() clockKind: ClockKind;
  @state() colour: Colour;
  @state() state: RuleState;
  /** Also the number of its newest version. */
  @VersionColumn({ type: 'int' }) version: number;
}
