import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, money, text } from '#lib/persistence';
import type { Account } from './accounts.js';

/**
 * One movement of the journal (复式记账): an amount leaves one account and enters another, so a row that does not balance
 * cannot be written, by whomever. Rows of one entry have one key. Insert-only.
 */
@Entity({ name: 'posting' })
export class Posting {
  /** What happened, once: `billed:<bill>`, `paid:<transaction>`, `refunded:<refund>` … */
  @PrimaryColumn({ type: 'varchar', length: 80 }) entryKey: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) debit: Account;
  @PrimaryColumn({ type: 'varchar', length: 32 }) credit: Account;
  /** More than nothing. */
  @money() amountFen: string;
  /** Whose receivable it is. */
  @id() billId: string;
  @id() caseId: string;
  @text(12) region: string;
  @instant() at: Date;
}
