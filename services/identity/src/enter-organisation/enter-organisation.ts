import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { requireCreditCode } from '../organisation/credit-code.js';
import { creditCodeTaken, organisationKnown } from '../organisation/organisation.errors.js';
import {
  enterOrganisation,
  findByCreditCode,
  findOrganisation,
  type OrganisationContent,
} from '../organisation/organisation.repository.js';
import type { OrganisationAnswer } from './enter-organisation.dto.js';

/** An organisation to enter. */
export type OrganisationEntry = OrganisationContent & { organisationId?: string; region: string };

/** Enters a department or a hall. */
@Injectable()
export class EnterOrganisation {
  /** @throws DomainError `authority.*`, and as `enter` */
  async execute(tx: Tx, input: { caller: Caller; entry: OrganisationEntry }): Promise<OrganisationAnswer> {
    const by = await authorise(tx, input.caller, { region: input.entry.region });
    return this.enter(tx, by, input.entry);
  }

  /**
   * Enters on an authority that was judged already.
   *
   * @throws DomainError `organisation.known`, `organisation.credit-code-taken`, `request.invalid`
   */
  async enter(tx: Tx, by: EventAuthority, entry: OrganisationEntry): Promise<OrganisationAnswer> {
    const { organisationId = newId(), region, name, shortName, kind, creditCode, aliases } = entry;
    requireCreditCode(creditCode);
    if ((await findOrganisation(tx, organisationId)) !== undefined) throw organisationKnown();
    if ((await findByCreditCode(tx, creditCode)) !== undefined) throw creditCodeTaken();
    const row = { organisationId, region, name, shortName, kind, creditCode, aliases };
    const { version } = await enterOrganisation(tx, row, by);
    return { organisationId, version };
  }
}
