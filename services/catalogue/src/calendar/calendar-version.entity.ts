import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, text } from '#lib/persistence';

/** One published version of a calendar. Insert-only by grant: a due date can be explained for ever. */
@Entity({ name: 'calendar_version' })
export class CalendarVersion {
  @PrimaryColumn({ type: 'varchar', length: 40 }) calendarId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  /** Names region, years and digest of the notices; due dates cite it. */
  @text(80) label: string;
  @text(10) publishedThrough: string;
  @json() offDays: Record<string, string>;
  @json() makeupWorkdays: Record<string, string>;
  @instant() publishedAt: Date;
  @id() publishedBy: string;
}
