import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import type { Certificate } from '../certificate/certificate.entity.js';
import { ValidityChange } from './validity-change.entity.js';

/** Records why a certificate's validity changed, after the door has changed it. */
export async function recordChange(
  tx: Tx,
  it: Certificate,
  act: ValidityChange['act'],
  reason: string,
  by: EventAuthority,
): Promise<void> {
  const { certificateId, version } = it;
  await tx.insert(ValidityChange, { certificateId, version, act, reason, personId: by.personId, at: tx.now });
}

/** What changed a certificate's validity, oldest first; at most 100, of which a handful exist. */
export async function listChanges(tx: Tx, certificateId: string): Promise<ValidityChange[]> {
  return tx.find(ValidityChange, { where: { certificateId }, order: { version: 'ASC' }, take: 100 });
}
