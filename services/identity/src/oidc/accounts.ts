import { Injectable } from '@nestjs/common';
import type { Account as Subject } from 'oidc-provider';
import { Work } from '#lib/persistence';
import { findAccount } from '../account/account.repository.js';

/** What tokens say of an account. Never a name, an ID number or a phone. */
@Injectable()
export class Accounts {
  constructor(private readonly work: Work) {}

  /** The account a session or token belongs to; undefined once it is closed, which ends every session of it. */
  async subject(accountId: string): Promise<Subject | undefined> {
    const account = await this.work.run(async (tx) => findAccount(tx, accountId));
    if (account?.state !== 'active') return undefined;
    return { accountId, claims: async () => ({ sub: accountId }) };
  }

  /** What an access token carries beside its subject: `kind`, and a citizen's blind index. */
  async claims(accountId: string | undefined): Promise<Record<string, string>> {
    if (accountId === undefined) return {};
    const account = await this.work.run(async (tx) => findAccount(tx, accountId));
    if (account === undefined) return {};
    const { kind, personIndex } = account;
    return personIndex === null ? { kind } : { kind, person_index: personIndex };
  }
}
