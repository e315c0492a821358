import { Injectable } from '@nestjs/common';
import { authorise, type Caller, type Role } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId, versionRequired } from '#lib/service-kit';
import { accountKnown } from '../account/account.errors.js';
import { accountDoor, findAccount, openAccount } from '../account/account.repository.js';
import { hashPassword } from '../account/password.js';
import { getOrganisation } from '../organisation/organisation.repository.js';
import type { Staff } from '../staff/staff.entity.js';
import { staffNotFound } from '../staff/staff.errors.js';
import { appointStaff, findStaff, staffDoor } from '../staff/staff.repository.js';
import type { StaffAnswer } from './appoint-staff.dto.js';

/** Who is appointed where and to what. */
export interface Appointment {
  staffId?: string;
  organisationId: string;
  name: string;
  roles: Role[];
  window: string;
  account?: { login: string; password: string };
}

/** Appoints a person to roles in an organisation and gives them an account. */
@Injectable()
export class AppointStaff {
  /**
   * @param input who appoints; the version they saw, when the person is appointed already
   * @throws DomainError `organisation.not-found`, `staff.not-found`, `precondition.required`, `staff.stale-version`,
   *   `authority.*`, and as `appoint`
   */
  async execute(
    tx: Tx,
    input: { caller: Caller; appointment: Appointment; version: number | undefined },
  ): Promise<StaffAnswer> {
    const { caller, appointment, version } = input;
    const { region } = await getOrganisation(tx, appointment.organisationId, 'organisationId');
    const by = await authorise(tx, caller, { region });
    const earlier = await this.earlier(tx, appointment);
    // Whoever calls a person away from another region must have the say there too.
    if (earlier !== undefined) await authorise(tx, caller, { region: earlier.region });
    requireSeen(earlier, version);
    return this.appoint(tx, by, appointment);
  }

  /**
   * Appoints on an authority that was judged already.
   *
   * @throws DomainError `organisation.not-found`, `account.login-taken`, `account.known`
   */
  async appoint(tx: Tx, by: EventAuthority, appointment: Appointment): Promise<StaffAnswer> {
    const { staffId = newId(), organisationId, name, roles, window } = appointment;
    const { region } = await getOrganisation(tx, organisationId, 'organisationId');
    const earlier = await this.earlier(tx, appointment);
    const staff = await appointStaff(tx, staffId, earlier, { organisationId, name, roles, window, region }, by);
    await this.giveAccount(tx, by, staff, appointment.account);
    return { staffId, state: staff.state, version: staff.version };
  }

  private async earlier(tx: Tx, { staffId }: Appointment): Promise<Staff | undefined> {
    return staffId === undefined ? undefined : findStaff(tx, staffId);
  }

  private async giveAccount(tx: Tx, by: EventAuthority, staff: Staff, wish: Appointment['account']): Promise<void> {
    const account = await findAccount(tx, staff.staffId);
    if (account !== undefined && wish !== undefined) throw accountKnown();
    if (account?.state === 'closed') await accountDoor.advance(tx, account, 'reopen', by, null);
    if (wish === undefined) return;
    const passwordHash = await hashPassword(wish.password);
    const { staffId: accountId, region } = staff;
    await openAccount(tx, { accountId, kind: 'staff', login: wish.login, passwordHash, personIndex: null, region }, by);
  }
}

/** Nobody is called away from what another manager has just appointed them to. */
function requireSeen(earlier: Staff | undefined, version: number | undefined): void {
  if (earlier === undefined && version !== undefined) throw staffNotFound(false);
  if (earlier === undefined) return;
  if (version === undefined) throw versionRequired();
  staffDoor.requireVersion(earlier, version);
}
