import { BundlePublishedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where a bundle stands. */
export type BundleState = 'published';

/** What can be done with a bundle. */
export const bundleTransitions = {
  publish: { from: ['new', 'published'], to: 'published', announces: BundlePublishedSchema },
} as const satisfies Transitions;
