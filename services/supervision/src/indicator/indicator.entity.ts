import { Entity, PrimaryColumn } from 'typeorm';
import { money, whole } from '#lib/persistence';

/** A figure of a department, an item and a month, counted along with the facts. */
@Entity({ name: 'indicator' })
export class Indicator {
  /** yyyy-mm in China. */
  @PrimaryColumn({ type: 'varchar', length: 7 }) month: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) region: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) departmentId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) figure: string;
  /** How many cases, or clocks with a card. */
  @whole() cases: number;
  /** The sum of their values, e.g. of working days. */
  @money() total: string;
}
