import { KeysPublishedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** The key set is published once for a deployment. */
export const signingKeysTransitions = {
  publish: { from: ['new'], to: 'published', announces: KeysPublishedSchema },
} as const satisfies Transitions;
