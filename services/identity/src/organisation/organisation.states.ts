import { OrganisationChangedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

export type OrganisationState = 'entered';

/** An organisation is entered once and changed when its name, code or aliases change. */
export const organisationTransitions = {
  enter: { from: ['new'], to: 'entered', announces: OrganisationChangedSchema },
  change: { from: ['entered'], to: 'entered', announces: OrganisationChangedSchema },
} as const satisfies Transitions;
