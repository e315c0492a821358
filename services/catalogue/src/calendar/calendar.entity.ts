import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { state, text } from '#lib/persistence';
import type { CalendarState } from './calendar.states.js';

/** A governed working-day calendar as it stands; its days are in `CalendarVersion`. */
@Entity({ name: 'calendar' })
export class Calendar {
  @PrimaryColumn({ type: 'varchar', length: 40 }) calendarId: string;
  @state() state: CalendarState;
  @VersionColumn({ type: 'int' }) version: number;
  /** Whose register governs it. */
  @text(12) region: string;
  @text(80) label: string;
  /** yyyy-mm-dd; dates beyond are provisional. */
  @text(10) publishedThrough: string;
}
