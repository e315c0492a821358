import type { Plan } from '#lib/contracts';
import { groundsMissing } from '../decision/decision.errors.js';
import type { Grounds } from '../letter/decision-letters.js';

/** What the decider gave. */
export interface GivenGrounds {
  outcome: 'approved' | 'denied';
  reason?: string | undefined;
  legalBasis?: string | undefined;
  remedy?: string | undefined;
}

/**
 * Completes the grounds of an approval from the plan and refuses a denial without its own (行政许可法 38).
 *
 * @throws DomainError `decision.grounds-missing`, naming each field
 */
export function groundsOf(plan: Plan, given: GivenGrounds): Grounds {
  if (given.outcome === 'denied') requireGrounds(given);
  return {
    outcome: given.outcome,
    reason: given.reason ?? '申请材料齐全,符合法定条件和标准。',
    basis: given.legalBasis === undefined ? plan.legalBasis : [given.legalBasis],
    remedy: given.remedy,
  };
}

function requireGrounds(given: GivenGrounds): void {
  const missing = (['reason', 'legalBasis', 'remedy'] as const).filter((field) => (given[field] ?? '').trim() === '');
  // A remedy that names neither way leaves the applicant without one.
  const vague = given.remedy !== undefined && !/复议|诉讼/.test(given.remedy) && !missing.includes('remedy');
  const faults = vague ? [...missing, 'remedy' as const] : missing;
  if (faults.length > 0) throw groundsMissing(faults);
}
