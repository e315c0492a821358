import { StaffAppointedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

export type StaffState = 'active' | 'ended';

/** Appointing again replaces organisation, roles and window; an ended appointment can begin anew. */
export const staffTransitions = {
  appoint: { from: ['new', 'active', 'ended'], to: 'active', announces: StaffAppointedSchema },
  end: { from: ['active'], to: 'ended', announces: StaffAppointedSchema },
} as const satisfies Transitions;
