import { Entity, PrimaryColumn } from 'typeorm';
import { instant, json } from '#lib/persistence';

/** The fee list of a published version of an item (收费目录副本): which charges stand from when. Insert-only. */
@Entity({ name: 'fee_schedule' })
export class FeeSchedule {
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** Codes of its fee lines. */
  @json() codes: string[];
  @instant() effectiveFrom: Date;
}
