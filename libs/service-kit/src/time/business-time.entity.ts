import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { money } from '#lib/persistence';

/** The business-time offset this service last heard: one row, so that a restart keeps it. */
@Entity({ name: 'business_time' })
export class BusinessTime {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id: string;
  /** Milliseconds ahead of real time. */
  @money() offsetMs: string;
  @VersionColumn({ type: 'int' }) version: number;
  /** Version of the announcement, so that an older one heard later changes nothing. */
  @money() announced: string;
}
