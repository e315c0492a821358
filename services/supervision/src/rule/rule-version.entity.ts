import { Entity, PrimaryColumn } from 'typeorm';
import { flag, id, instant, state, text, whole } from '#lib/persistence';
import type { ClockKind } from '../clock/clock-reading.js';
import type { Colour } from './owed-cards.js';

/** A version of a rule, never changed, so that a card can be judged by the rule it came under. Insert-only. */
@Entity({ name: 'rule_version' })
export class RuleVersion {
  @PrimaryColumn({ type: 'varchar', length: 40 }) ruleId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** The regions it binds: every case whose region code begins so; empty for all. */
  @text(12) region: string;
  @state() clockKind: ClockKind;
  @state() colour: Colour;
  /** Relative to the limit, in working days; negative for before. */
  @whole() workingDays: number;
  /** False when this version puts the rule out of use. */
  @flag() active: boolean;
  @instant() validFrom: Date;
  @id() publishedBy: string;
}
