import { Entity, PrimaryColumn } from 'typeorm';
import { text, whole } from '#lib/persistence';

/** The running figures of an item, kept in the transaction of every rating: nobody ever counts the live tables. */
@Entity({ name: 'indicator' })
export class Indicator {
  @PrimaryColumn({ type: 'varchar', length: 12 }) region: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) departmentId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @text(200) itemName: string;
  /** Services rendered. */
  @whole() occasions: number;
  /** Rated by the applicant. The levels count these alone. */
  @whole() active: number;
  @whole() level1: number;
  @whole() level2: number;
  @whole() level3: number;
  @whole() level4: number;
  @whole() level5: number;
  @whole() defaulted: number;
  @whole() batch: number;
  @whole() staffDevice: number;
  /** Taken out after an appeal. */
  @whole() excluded: number;
  @whole() rectificationsOpened: number;
  @whole() rectificationsClosed: number;
}
