import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text, whole } from '#lib/persistence';

/** One act of the office: who did what to which aggregate, when, on whose authority. Insert-only by grant. */
@Entity({ name: 'ledger' })
export class LedgerRow {
  @PrimaryColumn({ type: 'varchar', length: 64 }) aggregate: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) aggregateId: string;
  /** The aggregate's version after the act: the history has no gaps. */
  @PrimaryColumn({ type: 'int' }) version: number;
  @text(40) act: string;
  @state() fromState: string;
  @state() toState: string;
  @text(12) region: string;
  @id() personId: string;
  @id({ nullable: true }) letterId: string | null;
  @whole({ nullable: true }) letterVersion: number | null;
  @text(120, { nullable: true }) cause: string | null;
  /** The event that told it, if one did. */
  @id({ nullable: true }) eventId: string | null;
  @instant() at: Date;
}

/** The statement that makes the table. */
export const ledgerTable = `CREATE TABLE ledger (
  aggregate varchar(64) NOT NULL,
  aggregate_id varchar(40) NOT NULL,
  version int NOT NULL,
  act varchar(40) NOT NULL,
  from_state varchar(32) NOT NULL,
  to_state varchar(32) NOT NULL,
  region varchar(12) NOT NULL,
  person_id varchar(40) NOT NULL,
  letter_id varchar(40) NULL,
  letter_version int NULL,
  cause varchar(120) NULL,
  event_id varchar(40) NULL,
  at datetime(3) NOT NULL,
  PRIMARY KEY (aggregate, aggregate_id, version),
  KEY at (at)
)`;
