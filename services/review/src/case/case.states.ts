import {
  CaseDecidedSchema,
  CaseLapsedSchema,
  CaseWithdrawnSchema,
  ClockResumedSchema,
  ClockStoppedSchema,
  DecisionRevokedSchema,
  LimitExtendedSchema,
} from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** Where a case stands with the departments. */
export type CaseState = 'in-review' | 'suspended' | 'decided' | 'withdrawn' | 'lapsed';

/** Acts on a case. From acceptance to decision these alone end or suspend it. */
export const caseTransitions = {
  open: { from: ['new'], to: 'in-review', announces: null },
  stop: { from: ['in-review'], to: 'suspended', announces: ClockStoppedSchema },
  resume: { from: ['suspended'], to: 'in-review', announces: ClockResumedSchema },
  extend: { from: ['in-review'], to: 'in-review', announces: LimitExtendedSchema },
  decide: { from: ['in-review'], to: 'decided', announces: CaseDecidedSchema },
  withdraw: { from: ['in-review', 'suspended'], to: 'withdrawn', announces: CaseWithdrawnSchema },
  lapse: { from: ['in-review', 'suspended'], to: 'lapsed', announces: CaseLapsedSchema },
  revoke: { from: ['decided'], to: 'decided', announces: DecisionRevokedSchema },
} as const satisfies Transitions;

/** An act on a case. */
export type CaseAct = keyof typeof caseTransitions;

/** What each heard event means in each state. */
export const caseHears = {
  caseAccepted: {
    unheard: 'apply',
    'in-review': 'already',
    suspended: 'already',
    decided: 'already',
    withdrawn: 'already',
    lapsed: 'already',
  },
  withdrawalRequested: {
    unheard: 'wait',
    'in-review': 'apply',
    suspended: 'apply',
    decided: 'contradiction',
    withdrawn: 'already',
    lapsed: 'contradiction',
  },
  // An approval that rests on the promise is revoked; a denial or an earlier revocation has nothing left to end.
  outstandingMaterialLapsed: {
    unheard: 'wait',
    'in-review': 'apply',
    suspended: 'apply',
    decided: 'apply',
    withdrawn: 'already',
    lapsed: 'already',
  },
} as const satisfies Hears<CaseState>;
