import { CardRaisedSchema, CardWithdrawnSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

/** States of a card. */
export type CardState = 'raised' | 'explained' | 'appealed' | 'upheld' | 'dismissed' | 'withdrawn';

/** What can be done with a card. */
export const cardTransitions = {
  raise: { from: ['new'], to: 'raised', announces: CardRaisedSchema },
  explain: { from: ['raised', 'dismissed'], to: 'explained', announces: null },
  appeal: { from: ['raised', 'explained'], to: 'appealed', announces: null },
  uphold: { from: ['appealed'], to: 'upheld', announces: CardWithdrawnSchema },
  dismiss: { from: ['appealed'], to: 'dismissed', announces: null },
  withdraw: { from: ['raised', 'explained', 'appealed', 'dismissed'], to: 'withdrawn', announces: CardWithdrawnSchema },
  'raise-again': { from: ['withdrawn'], to: 'raised', announces: CardRaisedSchema },
} as const satisfies Transitions;

/** The states in which a card counts. */
export const standing: readonly CardState[] = ['raised', 'explained', 'appealed', 'dismissed'];

/** An act on a card. */
export type CardAct = keyof typeof cardTransitions;
