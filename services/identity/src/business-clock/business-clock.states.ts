import { BusinessTimeMovedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Moved any number of times. */
export const businessClockTransitions = {
  move: { from: ['new', 'moved'], to: 'moved', announces: BusinessTimeMovedSchema },
} as const satisfies Transitions;
