import type { PersonalVault } from '#lib/access';
import { maskApplicant, openApplicant } from '../applicant/masked-applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import type { CaseRow } from './find-cases.dto.js';

/** An instant as the API writes it. */
export const written = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A case as a list shows it, its applicant masked. */
export function rowOf(vault: PersonalVault, it: ServiceCase): CaseRow {
  const { caseId, applicationId, state, version, itemId, itemName, departmentId, region, hallId, channel } = it;
  return {
    caseId,
    applicationId,
    state,
    version,
    itemId,
    itemName,
    departmentId,
    region,
    hallId,
    channel,
    caseNumber: it.caseNumber,
    lodgedAt: it.lodgedAt.toISOString(),
    answerDueAt: it.answerDueAt.toISOString(),
    acceptedAt: written(it.acceptedAt),
    statutoryDueAt: written(it.statutoryDueAt),
    promisedDueAt: written(it.promisedDueAt),
    outcome: it.outcome,
    applicant: maskApplicant(openApplicant(vault, it)),
  };
}
