import type { Transitions } from '#lib/messaging';

/** States of a difference. */
export type DifferenceState = 'open' | 'agreed' | 'settled';

/** What can be done with a difference: a later comparison finds it gone or otherwise, a cashier explains it. */
export const differenceTransitions = {
  find: { from: ['new'], to: 'open', announces: null },
  'find-again': { from: ['open', 'agreed'], to: 'open', announces: null },
  agree: { from: ['open'], to: 'agreed', announces: null },
  settle: { from: ['open'], to: 'settled', announces: null },
} as const satisfies Transitions;
