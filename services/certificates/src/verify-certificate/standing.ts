import type { PersonalVault } from '#lib/access';
import type { Sentence } from '#lib/service-kit';
import type { Certificate } from '../certificate/certificate.entity.js';
import { holderOf, shownName } from '../holder/holder.js';

/** How a certificate stands towards the public. */
export type StandingState = 'valid' | 'expired' | 'suspended' | 'revoked' | 'not-valid-yet';

/** What the public is told of a certificate that is in force or was. No personal data but the masked name. */
export interface StandingDetail {
  title: string;
  identifier: string;
  itemName: string;
  organ: string;
  holder: string;
  issuedOn: string;
  validUntil: string | null;
  sha256: string | null;
  sm3: string | null;
}

/** The answer of a public check. */
export interface Standing {
  number: string;
  state: StandingState;
  says: Sentence;
  /** Absent while the certificate is not valid yet: nobody may read a result before it is released. */
  detail?: StandingDetail;
}

const sentences: Record<StandingState, Sentence> = {
  valid: { zh: '证照有效', en: 'The certificate is valid' },
  expired: { zh: '证照已过有效期', en: 'The certificate has expired' },
  suspended: { zh: '证照已暂停使用', en: 'The certificate is suspended' },
  revoked: { zh: '证照已被撤销', en: 'The certificate was revoked' },
  'not-valid-yet': { zh: '证照尚未生效', en: 'The certificate is not valid yet' },
};

/**
 * How a certificate stands on a day.
 *
 * @param today yyyy-mm-dd, in China; the last valid day still counts
 */
export function stateOn(it: Pick<Certificate, 'state' | 'validUntil' | 'validatedAt'>, today: string): StandingState {
  // Revoked before it was ever released: the public has never seen it.
  if (it.state === 'sealing' || it.state === 'held' || it.validatedAt === null) return 'not-valid-yet';
  if (it.state === 'valid' && it.validUntil !== null && it.validUntil < today) return 'expired';
  return it.state;
}

/** What the public is told of a certificate. */
export function standingOf(vault: PersonalVault, it: Certificate, today: string): Standing {
  const state = stateOn(it, today);
  const standing = { number: it.number, state, says: sentences[state] };
  if (state === 'not-valid-yet') return standing;
  const { title, identifier, itemName, organName, issuedOn, validUntil, sha256, sm3 } = it;
  const holder = shownName(holderOf(vault, it));
  const detail = { title, identifier, itemName, organ: organName, holder, issuedOn, validUntil, sha256, sm3 };
  return { ...standing, detail };
}
