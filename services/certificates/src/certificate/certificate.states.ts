import { CertificateRevokedSchema, CertificateSealedSchema, CertificateSuspendedSchema } from '#lib/contracts';
import type { Hears, Transitions } from '#lib/messaging';

/** Where a certificate stands. It is fetchable and verifiable from `valid` on only. */
export type CertificateState = 'sealing' | 'held' | 'valid' | 'suspended' | 'revoked';

/** Acts on a certificate. It becomes valid because its result was released, and dispatch has said so. */
export const certificateTransitions = {
  issue: { from: ['new'], to: 'sealing', announces: null },
  seal: { from: ['sealing'], to: 'held', announces: CertificateSealedSchema },
  validate: { from: ['held'], to: 'valid', announces: null },
  suspend: { from: ['valid'], to: 'suspended', announces: CertificateSuspendedSchema },
  resume: { from: ['suspended'], to: 'valid', announces: null },
  revoke: { from: ['sealing', 'held', 'valid', 'suspended'], to: 'revoked', announces: CertificateRevokedSchema },
} as const satisfies Transitions;

/** An act on a certificate. */
export type CertificateAct = keyof typeof certificateTransitions;

/** What each heard event means in each state. A case decided without a certificate is answered before this table. */
export const certificateHears = {
  caseDecided: {
    unheard: 'apply',
    sealing: 'already',
    held: 'already',
    valid: 'already',
    suspended: 'already',
    revoked: 'already',
  },
  resultReleased: {
    unheard: 'wait',
    sealing: 'wait',
    held: 'apply',
    valid: 'already',
    suspended: 'already',
    revoked: 'already',
  },
  decisionRevoked: {
    unheard: 'wait',
    sealing: 'apply',
    held: 'apply',
    valid: 'apply',
    suspended: 'apply',
    revoked: 'already',
  },
} as const satisfies Hears<CertificateState>;
