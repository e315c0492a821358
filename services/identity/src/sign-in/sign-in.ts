import { Injectable } from '@nestjs/common';
import { Work } from '#lib/persistence';
import type { Account } from '../account/account.entity.js';
import { countAttempt, findByLogin, forgetAttempts, recordSignIn } from '../account/account.repository.js';
import { isPassword } from '../account/password.js';

/** What became of an attempt to sign in. */
export type SignInOutcome = { accountId: string } | { refused: 'wrong' | 'locked' };

interface Attempt {
  account: Account | undefined;
  counted: boolean;
}

/** Checks login and password. Two short transactions, for the password is compared between them and takes its time. */
@Injectable()
export class SignIn {
  constructor(private readonly work: Work) {}

  /**
   * @param login as typed
   * @param password as typed
   * @returns the account, or why not; an unknown login and a closed account look like a wrong password
   */
  async execute(login: string, password: string): Promise<SignInOutcome> {
    const { account, counted } = await this.work.run(async (tx): Promise<Attempt> => {
      const found = await findByLogin(tx, login);
      return { account: found, counted: found === undefined || (await countAttempt(tx, found.accountId)) };
    });
    if (!counted) return this.refuse(account, 'locked');
    const right = await isPassword(password, account?.passwordHash);
    if (account?.state !== 'active' || !right) return this.refuse(account, 'wrong');
    await this.work.run(async (tx) => {
      await forgetAttempts(tx, account.accountId);
      await recordSignIn(tx, account.accountId, 'signed-in');
    });
    return { accountId: account.accountId };
  }

  private async refuse(account: Account | undefined, refused: 'wrong' | 'locked'): Promise<SignInOutcome> {
    await this.work.run(async (tx) => recordSignIn(tx, account?.accountId ?? null, refused));
    return { refused };
  }
}
