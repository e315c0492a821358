import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, state, text, whole } from '#lib/persistence';
import type { AccountState } from './account.states.js';

/** What somebody signs in with. */
@Entity({ name: 'account' })
export class Account {
  /** The staff id, or the citizen's id. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) accountId: string;
  @text(20) kind: 'staff' | 'citizen';
  @text(60) login: string;
  @text(200) passwordHash: string;
  /** A citizen's blind index (ID number or credit code); this service holds no key to open it. */
  @text(80, { nullable: true }) personIndex: string | null;
  /** Attempts since the last success; not a state of the account, so outside version and ledger. */
  @whole() failedAttempts: number;
  /** Real time. */
  @instant({ nullable: true }) lockedUntil: Date | null;
  @state() state: AccountState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}

/** One attempt to sign in. Insert-only by grant. The login that was typed is not kept: people type passwords there. */
@Entity({ name: 'sign_in' })
export class SignInRow {
  @PrimaryColumn({ type: 'varchar', length: 40 }) signInId: string;
  @id({ nullable: true }) accountId: string | null;
  /** signed-in | wrong | locked */
  @text(20) outcome: string;
  /** Real time. */
  @instant() at: Date;
}
