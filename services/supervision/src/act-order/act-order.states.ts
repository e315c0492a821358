import { ActOrderedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of an order to act. */
export type ActOrderState = 'ordered' | 'answered' | 'withdrawn';

/** What can be done with an order to act (督办). */
export const actOrderTransitions = {
  urge: { from: ['new'], to: 'ordered', announces: ActOrderedSchema },
  answer: { from: ['ordered'], to: 'answered', announces: null },
  withdraw: { from: ['ordered'], to: 'withdrawn', announces: null },
} as const satisfies Transitions;
