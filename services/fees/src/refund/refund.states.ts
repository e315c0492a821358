import { FeeRefundedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of a refund. */
export type RefundState = 'requested' | 'approved' | 'declined' | 'refunded';

/** Why money goes back: a cashier asked for it, or it is owed for one of the other reasons. */
export type RefundReason = 'asked' | 'case-ended' | 'overpaid' | 'paid-twice' | 'other';

/** What can be done with a refund; the provider pays only what was approved, and what is owed is not declined. */
export const refundTransitions = {
  request: { from: ['new'], to: 'requested', announces: null },
  approve: { from: ['requested'], to: 'approved', announces: null },
  decline: { from: ['requested'], to: 'declined', announces: null },
  refund: { from: ['approved'], to: 'refunded', announces: FeeRefundedSchema },
} as const satisfies Transitions;
