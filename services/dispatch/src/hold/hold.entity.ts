import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant } from '#lib/persistence';

/** A reason for which a result is not given out yet. Insert-only: a hold ends by its release's row. */
@Entity({ name: 'hold' })
export class Hold {
  @PrimaryColumn({ type: 'varchar', length: 40 }) orderId: string;
  /** certificate | fee | outstanding-material | application */
  @PrimaryColumn({ type: 'varchar', length: 32 }) kind: string;
  /** Which material or application; empty for the others. */
  @PrimaryColumn({ type: 'varchar', length: 80 }) ref: string;
}

/** The end of a hold, with the event that ended it. Insert-only. */
@Entity({ name: 'hold_release' })
export class HoldRelease {
  @PrimaryColumn({ type: 'varchar', length: 40 }) orderId: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) kind: string;
  @PrimaryColumn({ type: 'varchar', length: 80 }) ref: string;
  @id() eventId: string;
  @instant() at: Date;
}
