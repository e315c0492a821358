import type { Transitions } from '#lib/messaging';

/** States of a rule. */
export type RuleState = 'published';

/** What can be done with a rule: each publication makes another version. */
export const ruleTransitions = {
  publish: { from: ['new', 'published'], to: 'published', announces: null },
} as const satisfies Transitions;
