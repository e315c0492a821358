import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, money, text } from '#lib/persistence';

/** Money a payer gave for a bill: one row for each transaction of the provider, whoever told of it. Insert-only. */
@Entity({ name: 'payment' })
export class Payment {
  /** The provider's transaction number. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) transactionId: string;
  @id() billId: string;
  @money() amountFen: string;
  /** How much of it settled the bill; the rest goes back. */
  @money() creditedFen: string;
  /** When the provider took it. */
  @instant() paidAt: Date;
  /** yyyy-mm-dd in China: the statement that must list it. */
  @text(10) statementDay: string;
  /** callback | inquiry | statement */
  @text(20) heardBy: string;
  @instant() recordedAt: Date;
}

/** A callback of the provider, kept as it came. Insert-only; the id makes a repeated one harmless. */
@Entity({ name: 'provider_callback' })
export class ProviderCallback {
  @PrimaryColumn({ type: 'varchar', length: 40 }) callbackId: string;
  /** paid | failed | refunded */
  @text(20) kind: string;
  @id() transactionId: string;
  /** SHA-256 of the body. */
  @text(64) fingerprint: string;
  /** The body as it came; the provider tells no names. */
  @text(2000) body: string;
  @instant() receivedAt: Date;
}
