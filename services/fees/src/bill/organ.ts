import { findOrganisation, type OrganisationCopy } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { ChargedCase } from '../charged-case/charged-case.entity.js';
import { findChargedCase } from '../charged-case/charged-case.repository.js';
import { organUnknown } from './bill.errors.js';

/**
 * A case with the organ that collects for it. Nothing is billed before both are known, so whoever settles a bill finds them.
 *
 * @throws DomainError `hall.unknown`
 */
export async function organOfCase(tx: Tx, caseId: string): Promise<{ it: ChargedCase; organ: OrganisationCopy }> {
  const it = await findChargedCase(tx, caseId);
  const organ = it === undefined ? undefined : await findOrganisation(tx, it.organId);
  if (it === undefined || organ === undefined) throw organUnknown();
  return { it, organ };
}
