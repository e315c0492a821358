import {
  ApplicationLodgedSchema,
  ApplicationWithdrawnSchema,
  CaseAcceptedSchema,
  CaseClosedSchema,
  CaseRefusedSchema,
  CorrectionCuredSchema,
  CorrectionRequestedSchema,
} from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** Where a case stands for the front desk. */
export const caseStates = [
  'lodged',
  'under-correction',
  'accepted',
  'decided',
  'closed',
  'refused',
  'withdrawn',
  'lapsed',
  'revoked',
] as const;

/** One of them. */
export type CaseState = (typeof caseStates)[number];

/** What may be done in which state. After a cure the case is lodged again; a second correction is refused elsewhere. */
export const caseTransitions = {
  lodge: { from: ['new'], to: 'lodged', announces: ApplicationLodgedSchema },
  receive: { from: ['lodged'], to: 'lodged', announces: null },
  'receive-cure': { from: ['under-correction'], to: 'under-correction', announces: null },
  correct: { from: ['lodged'], to: 'under-correction', announces: CorrectionRequestedSchema },
  cure: { from: ['under-correction'], to: 'lodged', announces: CorrectionCuredSchema },
  accept: { from: ['lodged'], to: 'accepted', announces: CaseAcceptedSchema },
  deem: { from: ['lodged'], to: 'accepted', announces: CaseAcceptedSchema },
  refuse: { from: ['lodged', 'under-correction'], to: 'refused', announces: CaseRefusedSchema },
  withdraw: { from: ['lodged', 'under-correction'], to: 'withdrawn', announces: ApplicationWithdrawnSchema },
  decide: { from: ['accepted'], to: 'decided', announces: null },
  'close-withdrawn': { from: ['accepted'], to: 'withdrawn', announces: CaseClosedSchema },
  'close-lapsed': { from: ['accepted'], to: 'lapsed', announces: CaseClosedSchema },
  close: { from: ['decided'], to: 'closed', announces: CaseClosedSchema },
  'close-revoked': { from: ['decided'], to: 'revoked', announces: CaseClosedSchema },
  // The case was closed before, and said so: a delivered result stands until the department has it back.
  revoke: { from: ['closed'], to: 'revoked', announces: null },
} as const satisfies Transitions;

/** An act on a case. */
export type CaseAct = keyof typeof caseTransitions;

/** What the departments' and the issue desk's facts mean in each state. */
export const caseHears = {
  caseDecided: {
    unheard: 'wait',
    lodged: 'wait',
    'under-correction': 'wait',
    accepted: 'apply',
    decided: 'already',
    closed: 'already',
    refused: 'contradiction',
    withdrawn: 'contradiction',
    lapsed: 'contradiction',
    revoked: 'already',
  },
  caseWithdrawn: {
    unheard: 'wait',
    lodged: 'wait',
    'under-correction': 'wait',
    accepted: 'apply',
    decided: 'contradiction',
    closed: 'contradiction',
    refused: 'contradiction',
    withdrawn: 'already',
    lapsed: 'contradiction',
    revoked: 'contradiction',
  },
  caseLapsed: {
    unheard: 'wait',
    lodged: 'wait',
    'under-correction': 'wait',
    accepted: 'apply',
    decided: 'contradiction',
    closed: 'contradiction',
    refused: 'contradiction',
    withdrawn: 'contradiction',
    lapsed: 'already',
    revoked: 'contradiction',
  },
  // A revocation follows its decision; whichever of it and the delivery is heard first, the case ends revoked.
  decisionRevoked: {
    unheard: 'wait',
    lodged: 'wait',
    'under-correction': 'wait',
    accepted: 'wait',
    decided: 'apply',
    closed: 'apply',
    refused: 'contradiction',
    withdrawn: 'contradiction',
    lapsed: 'contradiction',
    revoked: 'already',
  },
  resultDelivered: {
    unheard: 'wait',
    lodged: 'wait',
    'under-correction': 'wait',
    accepted: 'wait',
    decided: 'apply',
    closed: 'already',
    refused: 'contradiction',
    withdrawn: 'contradiction',
    lapsed: 'contradiction',
    revoked: 'contradiction',
  },
} as const satisfies Hears<CaseState>;
