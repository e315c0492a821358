import { CaseEvaluatedSchema, EvaluationExcludedSchema } from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** States of an occasion. */
export type OccasionState = 'unrated' | 'rated' | 'defaulted' | 'excluded';

/** What can be done with an occasion. One evaluation for each; only the default one can be replaced, by the applicant. */
export const occasionTransitions = {
  open: { from: ['new'], to: 'unrated', announces: null },
  evaluate: { from: ['unrated'], to: 'rated', announces: CaseEvaluatedSchema },
  default: { from: ['unrated'], to: 'defaulted', announces: CaseEvaluatedSchema },
  replace: { from: ['defaulted'], to: 'rated', announces: CaseEvaluatedSchema },
  exclude: { from: ['rated'], to: 'excluded', announces: EvaluationExcludedSchema },
} as const satisfies Transitions;

/**
 * What a service that was rendered means for its occasion. The case must have been lodged (`unheard` until then);
 * `awaited` is an occasion of a known case that was not told yet.
 */
export const occasionHears = {
  serviceRendered: {
    unheard: 'wait',
    awaited: 'apply',
    unrated: 'already',
    rated: 'already',
    defaulted: 'already',
    excluded: 'already',
  },
} as const satisfies Hears<OccasionState | 'awaited'>;
