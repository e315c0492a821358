import { opinionsForbid, opinionsMissing } from './case.errors.js';

/** What a joint department said, if it has spoken. */
export interface JoinedOpinion {
  departmentId: string;
  lead: boolean;
  opinion: 'agree' | 'disagree' | null;
}

/**
 * Whether the lead department may decide on the opinions given (部门联办, 并联审批).
 * - `all`: every joint department must have spoken; a disagreement is weighed by the lead department.
 * - `veto`: every joint department must have spoken; one that disagrees forbids approval.
 * - `quorum`: more than half must have spoken; a majority that disagrees forbids approval.
 *
 * @param rule the plan's join rule; an unknown one is taken as `veto`, the strictest
 * @param outcome what the lead department wants to decide
 * @param opinions one for each task, the lead's own included and ignored
 * @throws DomainError `case.opinions-missing`, `case.opinions-forbid`
 */
export function requireJoined(rule: string, outcome: 'approved' | 'denied', opinions: readonly JoinedOpinion[]): void {
  const joint = opinions.filter((one) => !one.lead);
  const silent = joint.filter((one) => one.opinion === null);
  const against = joint.filter((one) => one.opinion === 'disagree');
  const enough = rule === 'quorum' ? silent.length * 2 < joint.length || joint.length === 0 : silent.length === 0;
  if (!enough) throw opinionsMissing(silent.map((one) => one.departmentId));
  if (outcome === 'approved' && forbids(rule, against.length, joint.length)) {
    throw opinionsForbid(against.map((one) => one.departmentId));
  }
}

function forbids(rule: string, against: number, joint: number): boolean {
  if (rule === 'all') return false;
  return rule === 'quorum' ? against * 2 > joint : against > 0;
}
