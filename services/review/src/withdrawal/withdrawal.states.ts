import { WithdrawalRefusedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where an applicant's request to withdraw (撤件) stands. */
export type WithdrawalState = 'requested' | 'granted' | 'refused';

/**
 * Acts on a request. Granting is announced by the case, which it ends (CaseWithdrawn). A request that comes after the
 * decision is refused at once, so that the applicant gets an answer.
 */
export const withdrawalTransitions = {
  note: { from: ['new'], to: 'requested', announces: null },
  'refuse-late': { from: ['new'], to: 'refused', announces: WithdrawalRefusedSchema },
  refuse: { from: ['requested'], to: 'refused', announces: WithdrawalRefusedSchema },
  grant: { from: ['requested'], to: 'granted', announces: null },
} as const satisfies Transitions;
