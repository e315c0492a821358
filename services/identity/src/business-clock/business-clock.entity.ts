import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { money, state, text } from '#lib/persistence';

/** How far business time was moved; one row, made by the first move. Development only. */
@Entity({ name: 'business_clock' })
export class BusinessClock {
  /** `clock` */
  @PrimaryColumn({ type: 'varchar', length: 40 }) clockId: string;
  /** Milliseconds ahead of real time. */
  @money() offsetMs: string;
  @state() state: 'moved';
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}
