import { DueDateMovedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of a clock. */
export type ClockState = 'running' | 'stopped' | 'ended';

/**
 * What can become of a clock. It has no table of heard events: every fact about a case is recorded in whatever state its
 * clocks are, and they follow from all facts together (`read-clocks.ts`).
 */
export const clockTransitions = {
  start: { from: ['new'], to: 'running', announces: null },
  restart: { from: ['new'], to: 'running', announces: DueDateMovedSchema },
  stop: { from: ['running'], to: 'stopped', announces: DueDateMovedSchema },
  resume: { from: ['stopped'], to: 'running', announces: DueDateMovedSchema },
  move: { from: ['running'], to: 'running', announces: DueDateMovedSchema },
  recount: { from: ['running'], to: 'running', announces: null },
  end: { from: ['running', 'stopped'], to: 'ended', announces: null },
  'move-late': { from: ['ended'], to: 'ended', announces: DueDateMovedSchema },
  'recount-late': { from: ['ended'], to: 'ended', announces: null },
} as const satisfies Transitions;
