import { OpinionGivenSchema, TaskOpenedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** Where a department's branch stands. */
export type TaskState = 'open' | 'opined' | 'closed';

/** Acts on a task; it closes with its case, silently: the decision or the withdrawal says so. */
export const taskTransitions = {
  open: { from: ['new'], to: 'open', announces: TaskOpenedSchema },
  opine: { from: ['open'], to: 'opined', announces: OpinionGivenSchema },
  close: { from: ['open', 'opined'], to: 'closed', announces: null },
} as const satisfies Transitions;
