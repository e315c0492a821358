import { Injectable } from '@nestjs/common';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { openAccount } from '../account/account.repository.js';
import { hashPassword } from '../account/password.js';
import { everywhere } from '../region/everywhere.js';

/** A citizen to whom an account is given. */
export interface CitizenAccount {
  citizenId: string;
  login: string;
  password: string;
  /** Blind index of their ID number; who they are is not told to this service. */
  personIndex: string;
}

/** Opens a citizen's account. */
@Injectable()
export class OpenCitizenAccount {
  /** @throws DomainError `account.login-taken` */
  async open(tx: Tx, by: EventAuthority, citizen: CitizenAccount): Promise<void> {
    const { citizenId: accountId, login, personIndex } = citizen;
    const passwordHash = await hashPassword(citizen.password);
    await openAccount(tx, { accountId, kind: 'citizen', login, passwordHash, personIndex, region: everywhere }, by);
  }
}
