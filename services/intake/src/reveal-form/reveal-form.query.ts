import { Injectable } from '@nestjs/common';
import { authorise, type Caller, PersonalVault, recordClearView } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { formContext } from '../applicant/applicant.js';
import { notOfABundle } from '../application/application.errors.js';
import { listReadableCases } from '../application/readable-cases.js';
import { readerScope } from '../reader/reader-scope.js';
import type { RevealedFormAnswer } from './reveal-form.dto.js';

/** Shows the answers in the one form to whoever works on a member case, and records who saw them and why. */
@Injectable()
export class RevealForm {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `application.not-found`, `application.not-of-a-bundle`, `authority.*` */
  async execute(
    tx: Tx,
    input: { caller: Caller; applicationId: string; purpose: string },
  ): Promise<RevealedFormAnswer> {
    const { caller, applicationId, purpose } = input;
    const { application } = await listReadableCases(tx, await readerScope(tx, caller), applicationId);
    await authorise(tx, caller, { region: application.region });
    if (application.sealedForm === null) throw notOfABundle();
    recordClearView(tx, caller, `application:${applicationId}`, purpose);
    return { applicationId, form: this.vault.open<object>(application.sealedForm, formContext(applicationId)) };
  }
}
