import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text, whole } from '#lib/persistence';
import type { ClockKind } from '../clock/clock-reading.js';
import type { Colour } from '../rule/owed-cards.js';
import type { CardState } from './card.states.js';

/** A card raised on the clock of a case (预警、黄牌、红牌); one for each clock, rule and due date. */
@Entity({ name: 'card' })
export class Card {
  @PrimaryColumn({ type: 'varchar', length: 40 }) cardId: string;
  @id() clockId: string;
  @id() caseId: string;
  @text(12) region: string;
  @id() itemId: string;
  @id() departmentId: string;
  @state() clockKind: ClockKind;
  @id() ruleId: string;
  @whole() ruleVersion: number;
  @state() colour: Colour;
  /** The limit it is about, and the calendar that was computed with. */
  @instant() dueAt: Date;
  @text(80) calendarVersion: string;
  /** When the threshold was reached; the card was raised a moment later. */
  @instant() reachedAt: Date;
  @instant() raisedAt: Date;
  @state() state: CardState;
  @text(1000, { nullable: true }) explanation: string | null;
  @id({ nullable: true }) explainedBy: string | null;
  @text(1000, { nullable: true }) appealReason: string | null;
  @id({ nullable: true }) appealedBy: string | null;
  /** Why the appeal was upheld or dismissed, or the card was withdrawn. */
  @text(1000, { nullable: true }) answer: string | null;
  @id({ nullable: true }) answeredBy: string | null;
  @instant({ nullable: true }) settledAt: Date | null;
  @VersionColumn({ type: 'int' }) version: number;
}
