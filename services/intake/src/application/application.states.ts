import { ApplicationAnsweredSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where a submission stands. A single item's stays lodged: its case has the answer. */
export type ApplicationState = 'lodged' | 'answered';

/** Lodging is told by the cases, one event for each. */
export const applicationTransitions = {
  lodge: { from: ['new'], to: 'lodged', announces: null },
  answer: { from: ['lodged'], to: 'answered', announces: ApplicationAnsweredSchema },
} as const satisfies Transitions;
