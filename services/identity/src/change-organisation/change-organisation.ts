import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { requireCreditCode } from '../organisation/credit-code.js';
import type { Organisation } from '../organisation/organisation.entity.js';
import { creditCodeTaken } from '../organisation/organisation.errors.js';
import {
  changeOrganisation,
  findByCreditCode,
  getOrganisation,
  type OrganisationContent,
  organisationDoor,
} from '../organisation/organisation.repository.js';
import type { OrganisationAnswer } from '../enter-organisation/enter-organisation.dto.js';

/** Changes the name, code or aliases of a department or hall. */
@Injectable()
export class ChangeOrganisation {
  /** @throws DomainError `organisation.not-found`, `authority.*`, `organisation.stale-version`, and as `change` */
  async execute(
    tx: Tx,
    input: { caller: Caller; organisationId: string; version: number; content: OrganisationContent },
  ): Promise<OrganisationAnswer> {
    const it = await getOrganisation(tx, input.organisationId, 'organisationId');
    const by = await authorise(tx, input.caller, { region: it.region });
    organisationDoor.requireVersion(it, input.version);
    return this.change(tx, by, it, input.content);
  }

  /**
   * Changes on an authority that was judged already.
   *
   * @throws DomainError `organisation.credit-code-taken`, `request.invalid`
   */
  async change(
    tx: Tx,
    by: EventAuthority,
    it: Organisation,
    content: OrganisationContent,
  ): Promise<OrganisationAnswer> {
    const { name, shortName, kind, creditCode, aliases } = content;
    requireCreditCode(creditCode);
    const holder = await findByCreditCode(tx, creditCode);
    if (holder !== undefined && holder.organisationId !== it.organisationId) throw creditCodeTaken();
    await changeOrganisation(tx, it, { name, shortName, kind, creditCode, aliases }, by);
    return { organisationId: it.organisationId, version: it.version };
  }
}
