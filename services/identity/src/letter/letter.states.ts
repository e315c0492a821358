import { AuthorityGrantedSchema, AuthorityRevokedSchema } from '#lib/contracts';
import type { Transitions } from '#lib/messaging';

export type LetterState = 'granted' | 'revoked';

export const letterKinds = ['acceptance-delegation', 'chief-authorisation'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a chief representative can be given: decide, use the seal, extend a limit, suspend, grant a withdrawal. */
export const powers = ['decide', 'seal', 'extend', 'suspend', 'grant-withdrawal'] as const;
export type Power = (typeof powers)[number];

/** A letter is never changed: it is revoked and another is granted. */
export const letterTransitions = {
  grant: { from: ['new'], to: 'granted', announces: AuthorityGrantedSchema },
  revoke: { from: ['granted'], to: 'revoked', announces: AuthorityRevokedSchema },
} as const satisfies Transitions;
