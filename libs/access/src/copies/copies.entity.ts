import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, state, text, whole } from '#lib/persistence';

/*
 * This service's own copies of what identity says. Only a higher version of the same fact is applied, so the order and
 * the number of deliveries do not matter.
 */

/** An organisation. */
@Entity({ name: 'organisation_copy' })
export class OrganisationCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) organisationId: string;
  @text(120) name: string;
  @text(40) shortName: string;
  /** department | hall */
  @state() kind: string;
  @text(18) creditCode: string;
  @text(12) region: string;
  @whole() version: number;
}

/** A staff member with their roles. */
@Entity({ name: 'staff_copy' })
export class StaffCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) staffId: string;
  @id() organisationId: string;
  @text(60) name: string;
  @json() roles: string[];
  /** active | ended */
  @state() state: string;
  @text(12) region: string;
  @whole() version: number;
}

/** A letter of authority. */
@Entity({ name: 'letter_copy' })
export class LetterCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) letterId: string;
  /** acceptance-delegation | chief-authorisation; `unknown` when only its revocation was heard yet */
  @state() kind: string;
  @text(80) letterNumber: string;
  @id() departmentId: string;
  @id() hallId: string;
  @id() staffId: string;
  /** Empty: every item of the department. */
  @json() itemIds: string[];
  @json() powers: string[];
  @instant() validFrom: Date;
  @instant() validUntil: Date;
  @instant({ nullable: true }) revokedAt: Date | null;
  @text(12) region: string;
  @whole() version: number;
}

/** Single facts of identity: signing keys and the last heartbeat. */
@Entity({ name: 'identity_fact' })
export class IdentityFact {
  /** keys | heartbeat */
  @PrimaryColumn({ type: 'varchar', length: 40 }) kind: string;
  @text(8000) content: string;
  @whole() version: number;
}
