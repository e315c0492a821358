import { FeeRefundedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of a refund. */
export type RefundState = 'requested' | 'approved' | 'refunded';

/** Why money goes back. */
export type RefundReason = 'case-ended' | 'overpaid' | 'paid-twice' | 'other';

/** What can be done with a refund; the provider pays only what was approved. */
export const refundTransitions = {
  request: { from: ['new'], to: 'requested', announces: null },
  approve: { from: ['requested'], to: 'approved', announces: null },
  refund: { from: ['approved'], to: 'refunded', announces: FeeRefundedSchema },
} as const satisfies Transitions;
