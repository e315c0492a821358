import type { Plan } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { predecessorFailed, predecessorUndecided } from '../case/case.errors.js';
import { findCases } from '../case/case.repository.js';
import type { CaseState } from '../case/case.states.js';
import { approvedAmong } from '../decision/decision.repository.js';

/**
 * What a predecessor's state means for the cases that come after it (一件事的先行事项): nothing yet, an end without an
 * approval, or what its decision says. Every state of a case must say.
 */
const standings: Record<CaseState, 'undecided' | 'failed' | 'as-decided'> = {
  'in-review': 'undecided',
  suspended: 'undecided',
  decided: 'as-decided',
  withdrawn: 'failed',
  lapsed: 'failed',
};

/** A case that must be approved before another can be. */
export interface Predecessor {
  caseId: string;
  /** Empty while it has not been accepted. */
  itemName: string;
  standing: 'undecided' | 'failed' | 'approved';
}

/** The predecessors of a plan as they stand now; a case not yet heard of is undecided. */
export async function listPredecessors(tx: Tx, plan: Plan): Promise<Predecessor[]> {
  const ids = plan.predecessorCaseIds;
  if (ids.length === 0) return [];
  const cases = await findCases(tx, ids);
  const approved = await approvedAmong(tx, ids);
  return ids.map((caseId) => {
    const it = cases.find((one) => one.caseId === caseId);
    const standing = it === undefined ? 'undecided' : standings[it.state];
    const itemName = it?.itemName ?? '';
    if (standing !== 'as-decided') return { caseId, itemName, standing };
    return { caseId, itemName, standing: approved.has(caseId) ? 'approved' : 'failed' };
  });
}

/**
 * Whether a case may be decided that way while its predecessors stand as they do. An approval needs every one approved;
 * a denial is always possible, for it is all that is left when a predecessor was denied or withdrawn.
 *
 * @throws DomainError `case.predecessor-undecided`, `case.predecessor-failed`, naming them
 */
export function requirePredecessors(outcome: 'approved' | 'denied', predecessors: readonly Predecessor[]): void {
  if (outcome === 'denied') return;
  const failed = predecessors.filter(({ standing }) => standing === 'failed');
  if (failed.length > 0) throw predecessorFailed(failed);
  const undecided = predecessors.filter(({ standing }) => standing === 'undecided');
  if (undecided.length > 0) throw predecessorUndecided(undecided);
}
