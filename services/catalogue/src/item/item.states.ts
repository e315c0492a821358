import { ItemPublishedSchema, ItemWithdrawnSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where an item stands. */
export type ItemState = 'published' | 'withdrawn';

/** What can be done with an item. A withdrawn item may be published again, in a new version. */
export const itemTransitions = {
  publish: { from: ['new', 'published', 'withdrawn'], to: 'published', announces: ItemPublishedSchema },
  withdraw: { from: ['published'], to: 'withdrawn', announces: ItemWithdrawnSchema },
} as const satisfies Transitions;
