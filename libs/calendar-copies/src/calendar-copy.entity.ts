import { Entity, PrimaryColumn } from 'typeorm';
import { instant, json, text } from '#lib/persistence';

/** A version of the governed working-day calendar as the catalogue said it. Insert-only: a version never changes. */
@Entity({ name: 'calendar_copy' })
export class CalendarCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) calendarId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** Names this exact table; stands beside every due date it gave. */
  @text(80) label: string;
  @text(12) region: string;
  /** yyyy-mm-dd; later dates are provisional. */
  @text(10) publishedThrough: string;
  @json() offDays: Record<string, string>;
  @json() makeupWorkdays: Record<string, string>;
  /** From when it counts: a clock that ended before keeps its older dates. */
  @instant() publishedAt: Date;
}
