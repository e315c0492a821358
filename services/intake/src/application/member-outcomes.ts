import type { MemberOutcome } from '#lib/contracts';
import type { ServiceCase } from '../case/case.entity.js';
import type { CaseState } from '../case/case.states.js';

/**
 * What a member case's state means for the answer of its application: none yet, the state's own, or the outcome the row
 * holds. Every state of a case must say.
 */
const outcomes: Record<CaseState, 'none' | 'as-recorded' | 'refused' | 'withdrawn' | 'lapsed' | 'revoked'> = {
  lodged: 'none',
  'under-correction': 'none',
  accepted: 'none',
  decided: 'as-recorded',
  closed: 'as-recorded',
  refused: 'refused',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  revoked: 'revoked',
};

/** The outcome of a case, or undefined while it has none. */
export function outcomeOf({ state, outcome }: Pick<ServiceCase, 'state' | 'outcome'>): string | undefined {
  const meaning = outcomes[state];
  if (meaning === 'none') return undefined;
  return meaning === 'as-recorded' ? (outcome ?? undefined) : meaning;
}

/** The outcomes of all member cases, or undefined while one has none. */
export function outcomesOf(
  cases: readonly ServiceCase[],
): Pick<MemberOutcome, 'caseId' | 'itemId' | 'itemName' | 'outcome'>[] | undefined {
  const known = cases.flatMap((it) => {
    const outcome = outcomeOf(it);
    return outcome === undefined ? [] : [{ caseId: it.caseId, itemId: it.itemId, itemName: it.itemName, outcome }];
  });
  return known.length === cases.length ? known : undefined;
}
