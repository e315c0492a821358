import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { instant } from '#lib/persistence';

/** The last sign of life; one row. It has no states, so no ledger: the journal alone keeps its history. */
@Entity({ name: 'heartbeat' })
export class Heartbeat {
  /** `identity` */
  @PrimaryColumn({ type: 'varchar', length: 40 }) heartbeatId: string;
  /** Real time. */
  @instant() sentAt: Date;
  @VersionColumn({ type: 'int' }) version: number;
}
