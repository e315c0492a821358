import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text, whole } from '#lib/persistence';

/** A recorded fact about a case's clock, citing its written notice (行政许可法 42, 45). Insert-only by grant. */
@Entity({ name: 'clock_fact' })
export class ClockFactRow {
  @PrimaryColumn({ type: 'varchar', length: 40 }) factId: string;
  @id() caseId: string;
  /** stop | resume | extend */
  @text(12) kind: 'stop' | 'resume' | 'extend';
  @instant() at: Date;
  @text(120) noticeNumber: string;
  /** The special procedure that stopped the clock. */
  @text(120, { nullable: true }) procedure: string | null;
  /** For a stop: the days told to the applicant; for an extension: the days it adds. */
  @whole({ nullable: true }) days: number | null;
  /** Of those days. */
  @text(20, { nullable: true }) unit: 'working-day' | 'calendar-day' | null;
  @text(1000) reason: string;
  @id() personId: string;
}
