import { DeliveryFailedSchema, ResultDeliveredSchema, ResultReleasedSchema } from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** States of an order. */
export type OrderState = 'held' | 'released' | 'sent' | 'delivered' | 'failed' | 'recalled';

/** What can be done with an order. */
export const orderTransitions = {
  open: { from: ['new'], to: 'held', announces: null },
  release: { from: ['held'], to: 'released', announces: ResultReleasedSchema },
  send: { from: ['released', 'failed'], to: 'sent', announces: null },
  'hand-over': { from: ['released', 'failed'], to: 'delivered', announces: ResultDeliveredSchema },
  deliver: { from: ['sent', 'failed', 'recalled'], to: 'delivered', announces: ResultDeliveredSchema },
  fail: { from: ['sent'], to: 'failed', announces: DeliveryFailedSchema },
  recall: { from: ['held', 'released', 'failed', 'sent'], to: 'recalled', announces: null },
} as const satisfies Transitions;

/** What heard events mean in each state. */
export const orderHears = {
  caseDecided: {
    unheard: 'apply',
    held: 'already',
    released: 'already',
    sent: 'already',
    delivered: 'already',
    failed: 'already',
    recalled: 'already',
  },
  // A release after the recall changes nothing any more, but it is a fact and gets its row.
  holdEnded: {
    unheard: 'wait',
    held: 'apply',
    released: 'already',
    sent: 'already',
    delivered: 'already',
    failed: 'already',
    recalled: 'apply',
  },
  // What was delivered cannot be recalled: that is a late fact with a remedy.
  decisionRevoked: {
    unheard: 'wait',
    held: 'apply',
    released: 'apply',
    sent: 'apply',
    delivered: 'contradiction',
    failed: 'apply',
    recalled: 'already',
  },
} as const satisfies Hears<OrderState>;
