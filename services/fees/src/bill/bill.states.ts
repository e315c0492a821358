import { BillIssuedSchema, BillWithdrawnSchema, FeeSettledSchema, FeeWaivedSchema } from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** States of a bill. */
export type BillState = 'unbilled' | 'billed' | 'settled' | 'waived' | 'void';

/** What can be done with a bill. */
export const billTransitions = {
  plan: { from: ['new'], to: 'unbilled', announces: null },
  bill: { from: ['unbilled'], to: 'billed', announces: BillIssuedSchema },
  settle: { from: ['billed'], to: 'settled', announces: FeeSettledSchema },
  waive: { from: ['unbilled', 'billed'], to: 'waived', announces: FeeWaivedSchema },
  void: { from: ['unbilled', 'billed'], to: 'void', announces: BillWithdrawnSchema },
} as const satisfies Transitions;

/** What heard events mean in each state; `unheard` is a case nobody has told of yet. */
export const billHears = {
  caseAccepted: {
    unheard: 'apply',
    unbilled: 'already',
    billed: 'already',
    settled: 'already',
    waived: 'already',
    void: 'already',
  },
  // Money that was paid for a case that came to nothing goes back: the bill stays settled, a refund is opened.
  caseEnded: {
    unheard: 'wait',
    unbilled: 'apply',
    billed: 'apply',
    settled: 'apply',
    waived: 'already',
    void: 'already',
  },
} as const satisfies Hears<BillState>;
