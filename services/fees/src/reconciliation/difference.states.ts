import type { Transitions } from '#lib/messaging';

/** States of a difference. */
export type DifferenceState = 'open' | 'settled';

/** What can be done with a difference. */
export const differenceTransitions = {
  find: { from: ['new'], to: 'open', announces: null },
  settle: { from: ['open'], to: 'settled', announces: null },
} as const satisfies Transitions;
