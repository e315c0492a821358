import { WithdrawalRequestedSchema } from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** Where a wish to withdraw stands. */
export type WithdrawalState = 'requested' | 'granted' | 'refused';

/** The desk asks; review answers. */
export const withdrawalTransitions = {
  request: { from: ['new'], to: 'requested', announces: WithdrawalRequestedSchema },
  grant: { from: ['requested'], to: 'granted', announces: null },
  refuse: { from: ['requested'], to: 'refused', announces: null },
} as const satisfies Transitions;

/** What review's answers mean in each state. */
export const withdrawalHears = {
  caseWithdrawn: { unheard: 'wait', requested: 'apply', granted: 'already', refused: 'contradiction' },
  withdrawalRefused: { unheard: 'wait', requested: 'apply', granted: 'contradiction', refused: 'already' },
} as const satisfies Hears<WithdrawalState>;
