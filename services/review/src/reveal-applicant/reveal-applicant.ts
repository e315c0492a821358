import { Injectable } from '@nestjs/common';
import { authorise, type Caller, PersonalVault, recordClearView, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { type Applicant, openApplicant } from '../applicant/applicant.js';
import { getReadableCase } from '../case/case.repository.js';

/** The applicant in the clear, for a purpose that is logged before anything is shown. */
@Injectable()
export class RevealApplicant {
  constructor(private readonly vault: PersonalVault) {}

  async execute(tx: Tx, input: { caller: Caller; caseId: string; purpose: string }): Promise<Applicant> {
    const { caller, caseId, purpose } = input;
    const it = await getReadableCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    await authorise(tx, caller, { region, departmentId, itemId });
    recordClearView(tx, caller, `review-case:${caseId}`, purpose);
    return openApplicant(this.vault, it);
  }
}
