import {
  RectificationAnsweredSchema,
  RectificationClosedSchema,
  RectificationContactedSchema,
  RectificationOpenedSchema,
  RectificationReopenedSchema,
} from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of a rectification. */
export type RectificationState = 'opened' | 'contacted' | 'answered' | 'appealed' | 'called-back' | 'closed';

/**
 * What can be done with a rectification: contact, answer, call back, close (评价、整改、反馈、监督). It hears nothing: a bad
 * rating opens it and the rest is done by people.
 */
export const rectificationTransitions = {
  open: { from: ['new'], to: 'opened', announces: RectificationOpenedSchema },
  contact: { from: ['opened'], to: 'contacted', announces: RectificationContactedSchema },
  answer: { from: ['contacted'], to: 'answered', announces: RectificationAnsweredSchema },
  appeal: { from: ['contacted'], to: 'appealed', announces: null },
  dismiss: { from: ['appealed'], to: 'contacted', announces: null },
  uphold: { from: ['appealed'], to: 'closed', announces: RectificationClosedSchema },
  'call-back': { from: ['answered'], to: 'called-back', announces: null },
  reopen: { from: ['called-back'], to: 'contacted', announces: RectificationReopenedSchema },
  close: { from: ['called-back'], to: 'closed', announces: RectificationClosedSchema },
} as const satisfies Transitions;
