import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { Account, SignInRow } from './account.entity.js';
import { loginTaken } from './account.errors.js';
import { accountTransitions } from './account.states.js';

/** The only writer of account states. */
export const accountDoor = new Door({
  aggregate: 'account',
  noun: { zh: '账号', en: 'account' },
  entity: Account,
  key: 'accountId',
  transitions: accountTransitions,
});

/** Failures in a row after which an account is locked. */
const allowedFailures = 5;
const lockMilliseconds = 15 * 60_000;

/** An account to open. */
export type NewAccount = Pick<Account, 'accountId' | 'kind' | 'login' | 'passwordHash' | 'personIndex' | 'region'>;

/** The account, whatever its state. */
export async function findAccount(tx: Tx, accountId: string): Promise<Account | undefined> {
  return tx.findOne(Account, { where: { accountId } });
}

/** The account with a login; upper and lower case are the same. */
export async function findByLogin(tx: Tx, login: string): Promise<Account | undefined> {
  return tx.findOne(Account, { where: { login: login.trim().toLowerCase() } });
}

/** Opens an account. @throws DomainError `account.login-taken` */
export async function openAccount(tx: Tx, row: NewAccount, by: EventAuthority): Promise<Account> {
  if ((await findByLogin(tx, row.login)) !== undefined) throw loginTaken();
  const login = row.login.trim().toLowerCase();
  return accountDoor.enter(tx, { ...row, login, failedAttempts: 0, lockedUntil: null }, 'open', by, null);
}

/**
 * Counts an attempt before its password is looked at, so that many at once cannot outrun the lock: the fifth in a row
 * locks the account for 15 minutes unless it turns out right.
 *
 * @param tx an open transaction; its real time counts
 * @param accountId whose
 * @returns whether the password may be looked at
 */
export async function countAttempt(tx: Tx, accountId: string): Promise<boolean> {
  // Assignments are made from left to right: the lock sees the new count.
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `UPDATE account
        SET failed_attempts = IF(locked_until IS NULL, failed_attempts, 0) + 1,
            locked_until = IF(failed_attempts >= ?, ?, NULL)
      WHERE account_id = ? AND (locked_until IS NULL OR locked_until <= ?)`,
    [allowedFailures, new Date(tx.real.getTime() + lockMilliseconds), accountId, tx.real],
  );
  return affectedRows === 1;
}

/** Forgets the failed attempts of whoever proved to know the password. */
export async function forgetAttempts(tx: Tx, accountId: string): Promise<void> {
  await tx.query('UPDATE account SET failed_attempts = 0, locked_until = NULL WHERE account_id = ?', [accountId]);
}

/** Keeps a record of an attempt. */
export async function recordSignIn(tx: Tx, accountId: string | null, outcome: string): Promise<void> {
  await tx.insert(SignInRow, { signInId: newId(), accountId, outcome, at: tx.real });
}
