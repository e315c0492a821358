import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';

/** What each text is. */
export type TextKind = 'comment' | 'contact' | 'answer' | 'appeal' | 'appeal-judged' | 'call-back' | 'reopen';

/**
 * What somebody wrote about an occasion, in their own words: personal data by nature, so it stands apart, is in no event
 * and no log, and is read only with a purpose that is kept. Insert-only.
 */
@Entity({ name: 'written_text' })
export class WrittenText {
  @PrimaryColumn({ type: 'varchar', length: 40 }) textId: string;
  @id() occasionId: string;
  @state() kind: TextKind;
  @text(1000) words: string;
  /** Finds the same words without reading them; empty where that is not asked. */
  @text(64) digest: string;
  @id() writtenBy: string;
  @instant() writtenAt: Date;
  /** On the wall: bursts are real. */
  @instant() arrivedAt: Date;
}
