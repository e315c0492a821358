import type { Transitions } from '#lib/messaging';

export type AccountState = 'active' | 'closed';

/** Accounts are nobody else's business: nothing is announced. */
export const accountTransitions = {
  open: { from: ['new'], to: 'active', announces: null },
  close: { from: ['active'], to: 'closed', announces: null },
  reopen: { from: ['closed'], to: 'active', announces: null },
} as const satisfies Transitions;
