import { CalendarPublishedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where a calendar stands. */
export type CalendarState = 'published';

/** What can be done with a calendar: each notice of the State Council makes another version. */
export const calendarTransitions = {
  publish: { from: ['new', 'published'], to: 'published', announces: CalendarPublishedSchema },
} as const satisfies Transitions;
