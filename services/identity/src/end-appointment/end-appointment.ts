import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { accountDoor, findAccount } from '../account/account.repository.js';
import { endAppointment, getStaff, staffDoor } from '../staff/staff.repository.js';
import type { StaffAnswer } from '../appoint-staff/appoint-staff.dto.js';

/** Ends a person's appointment; they can sign in no more, and every service hears that they may act no more. */
@Injectable()
export class EndAppointment {
  /** @throws DomainError `staff.not-found`, `authority.*`, `staff.stale-version`, `staff.transition-refused` */
  async execute(tx: Tx, input: { caller: Caller; staffId: string; version: number }): Promise<StaffAnswer> {
    const it = await getStaff(tx, await scopeOf(tx, input.caller), input.staffId);
    const by = await authorise(tx, input.caller, { region: it.region });
    staffDoor.requireVersion(it, input.version);
    await endAppointment(tx, it, by);
    const account = await findAccount(tx, it.staffId);
    if (account?.state === 'active') await accountDoor.advance(tx, account, 'close', by, null);
    return { staffId: it.staffId, state: it.state, version: it.version };
  }
}
