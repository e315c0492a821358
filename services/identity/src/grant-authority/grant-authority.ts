import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { letterKnown, letterRefused } from '../letter/letter.errors.js';
import { findByNumber, findLetter, grantLetter } from '../letter/letter.repository.js';
import type { LetterKind, Power } from '../letter/letter.states.js';
import type { Organisation } from '../organisation/organisation.entity.js';
import { findOrganisation, getOrganisation } from '../organisation/organisation.repository.js';
import { findStaff } from '../staff/staff.repository.js';
import type { LetterAnswer } from './grant-authority.dto.js';

/** A letter as asked for. */
export interface Grant {
  letterId?: string;
  kind: LetterKind;
  letterNumber: string;
  departmentId: string;
  hallId?: string;
  staffId?: string;
  itemIds: string[];
  powers: Power[];
  /** ISO 8601. */
  validFrom: string;
  validUntil: string;
}

/** Grants a letter of authority: a department lets a hall accept (A80), or a person decide and seal, for it (A83). */
@Injectable()
export class GrantAuthority {
  /** @throws DomainError `organisation.not-found`, `authority.*`, and as `grant` */
  async execute(tx: Tx, input: { caller: Caller; grant: Grant }): Promise<LetterAnswer> {
    const { region } = await getOrganisation(tx, input.grant.departmentId, 'departmentId');
    const by = await authorise(tx, input.caller, { region });
    return this.grant(tx, by, input.grant);
  }

  /**
   * Grants on an authority that was judged already.
   *
   * @throws DomainError `letter.*`, `organisation.not-found`
   */
  async grant(tx: Tx, by: EventAuthority, asked: Grant): Promise<LetterAnswer> {
    const { letterId = newId(), kind, letterNumber, itemIds, powers } = asked;
    const department = await getOrganisation(tx, asked.departmentId, 'departmentId');
    if (department.kind !== 'department') throw letterRefused('letter.not-a-department', 'departmentId');
    if ((await findLetter(tx, letterId)) !== undefined) throw letterKnown();
    if ((await findByNumber(tx, letterNumber)) !== undefined)
      throw letterRefused('letter.number-taken', 'letterNumber');
    const holder = await this.holderOf(tx, department, asked);
    const { organisationId: departmentId, region } = department;
    const period = periodOf(asked);
    const content = { letterId, kind, letterNumber, departmentId, region, itemIds, powers, ...holder, ...period };
    const { state, version } = await grantLetter(tx, content, by);
    return { letterId, state, version };
  }

  private async holderOf(tx: Tx, department: Organisation, asked: Grant): Promise<{ hallId: string; staffId: string }> {
    const { kind, hallId, staffId, powers } = asked;
    if (kind === 'acceptance-delegation') {
      if (hallId === undefined || staffId !== undefined) throw letterRefused('letter.holder-mismatch', 'hallId');
      if (powers.length > 0) throw letterRefused('letter.powers-mismatch', 'powers');
      // A department may keep a counter of its own until it has moved into the hall.
      const taker = hallId === department.organisationId ? department : await findOrganisation(tx, hallId);
      if (taker?.kind !== 'hall' && taker !== department) throw letterRefused('letter.not-a-hall', 'hallId');
      return { hallId, staffId: '' };
    }
    if (staffId === undefined || hallId !== undefined) throw letterRefused('letter.holder-mismatch', 'staffId');
    if (powers.length === 0) throw letterRefused('letter.powers-mismatch', 'powers');
    await requireChief(tx, department, staffId);
    return { hallId: '', staffId };
  }
}

async function requireChief(tx: Tx, department: Organisation, staffId: string): Promise<void> {
  const staff = await findStaff(tx, staffId);
  if (staff?.state !== 'active') throw letterRefused('letter.staff-unknown', 'staffId');
  if (staff.organisationId !== department.organisationId) throw letterRefused('letter.staff-elsewhere', 'staffId');
  if (!staff.roles.includes('chief-representative')) throw letterRefused('letter.not-chief', 'staffId');
}

function periodOf(asked: Grant): { validFrom: Date; validUntil: Date } {
  const validFrom = new Date(asked.validFrom);
  const validUntil = new Date(asked.validUntil);
  if (validUntil <= validFrom) throw letterRefused('letter.period', 'validUntil');
  return { validFrom, validUntil };
}
