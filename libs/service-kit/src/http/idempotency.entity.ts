import { Entity, PrimaryColumn } from 'typeorm';
import { instant, text } from '#lib/persistence';

/** The first answer to a keyed act, given again on a replay. Answers hold no clear personal data. */
@Entity({ name: 'idempotency_key' })
export class IdempotencyRow {
  /** Who sent it: keys of two people never meet. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) principal: string;
  @PrimaryColumn({ type: 'varchar', length: 80 }) idempotencyKey: string;
  /** SHA-256 of method, path and body. */
  @text(64) fingerprint: string;
  @text(16_000) answer: string;
  @instant() createdAt: Date;
}

/** The statements that make the table. */
export const idempotencyTables: readonly string[] = [
  `CREATE TABLE idempotency_key (
     principal varchar(40) NOT NULL,
     idempotency_key varchar(80) NOT NULL,
     fingerprint char(64) NOT NULL,
     answer mediumtext NOT NULL,
     created_at datetime(3) NOT NULL,
     PRIMARY KEY (principal, idempotency_key),
     KEY created (created_at)
   )`,
];
