import { Injectable } from '@nestjs/common';
import { authorise, type Caller, PersonalVault, recordClearView } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { type DeliveryAddress, deliveryContext } from '../applicant/applicant.js';
import { openApplicant } from '../applicant/masked-applicant.js';
import { getCase } from '../case/case.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import type { RevealedAnswer } from './reveal-applicant.dto.js';

/** Shows personal data to whoever needs it for their work, and records who saw it and why. */
@Injectable()
export class RevealApplicant {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `case.not-found`, `authority.*` */
  async execute(tx: Tx, input: { caller: Caller; caseId: string; purpose: string }): Promise<RevealedAnswer> {
    const { caller, caseId, purpose } = input;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    await authorise(tx, caller, { region, departmentId, itemId });
    recordClearView(tx, caller, `case:${caseId}`, purpose);
    const address =
      it.sealedAddress === '' ? {} : this.vault.open<DeliveryAddress>(it.sealedAddress, deliveryContext(caseId));
    return { caseId, applicant: openApplicant(this.vault, it), delivery: { mode: it.deliveryMode, ...address } };
  }
}
