import { Entity, PrimaryColumn } from 'typeorm';
import { json, text } from '#lib/persistence';

/** A version of the governed working-day calendar, as the catalogue said it. */
@Entity({ name: 'calendar_copy' })
export class CalendarCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) calendarId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** Names this exact table; stored beside every due date it gave. */
  @text(80) label: string;
  /** yyyy-mm-dd */
  @text(10) publishedThrough: string;
  @json() offDays: Record<string, string>;
  @json() makeupWorkdays: Record<string, string>;
}
