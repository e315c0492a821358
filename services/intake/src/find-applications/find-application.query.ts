import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { type Applicant, applicationContext } from '../applicant/applicant.js';
import { maskApplicant } from '../applicant/masked-applicant.js';
import { outcomeOf } from '../application/member-outcomes.js';
import { listReadableCases } from '../application/readable-cases.js';
import type { ServiceCase } from '../case/case.entity.js';
import { readerScope } from '../reader/reader-scope.js';
import type { ApplicationCase, ApplicationView } from './find-applications.dto.js';

/** Shows a submission with those of its cases that the reader may see. */
@Injectable()
export class FindApplication {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `application.not-found`, `authority.*` */
  async execute(tx: Tx, caller: Caller, applicationId: string): Promise<ApplicationView> {
    const { application, cases } = await listReadableCases(tx, await readerScope(tx, caller), applicationId);
    const { state, version, region, hallId, channel, bundleId, bundleVersion, bundleName } = application;
    const { sealedApplicant, answerNumber, answeredAt } = application;
    const applicant = this.vault.open<Applicant>(sealedApplicant, applicationContext(applicationId));
    const bundle = { bundleId, bundleVersion, bundleName, answerNumber };
    return {
      applicationId,
      state,
      version,
      region,
      hallId,
      channel,
      ...bundle,
      lodgedAt: application.lodgedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      applicant: maskApplicant(applicant),
      cases: cases.map(lineOf),
    };
  }
}

function lineOf(it: ServiceCase): ApplicationCase {
  const { caseId, itemId, itemName, departmentId, state, version, caseNumber } = it;
  return { caseId, itemId, itemName, departmentId, state, version, caseNumber, outcome: outcomeOf(it) ?? null };
}
