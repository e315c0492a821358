import { OutstandingMaterialCuredSchema, OutstandingMaterialLapsedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where a material that a case was accepted without stands. */
export type OutstandingMaterialState = 'outstanding' | 'cured' | 'lapsed' | 'voided';

/**
 * Acts on an outstanding material. CaseAccepted says that it was promised. It lapses only when its timer says so: a cure
 * that comes before is in time, even if the timer is late. A case that ends otherwise voids what is still outstanding.
 */
export const outstandingMaterialTransitions = {
  promise: { from: ['new'], to: 'outstanding', announces: null },
  receive: { from: ['outstanding'], to: 'outstanding', announces: null },
  cure: { from: ['outstanding'], to: 'cured', announces: OutstandingMaterialCuredSchema },
  lapse: { from: ['outstanding'], to: 'lapsed', announces: OutstandingMaterialLapsedSchema },
  void: { from: ['outstanding'], to: 'voided', announces: null },
} as const satisfies Transitions;
