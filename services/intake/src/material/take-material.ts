import { authorise, type Caller, type PersonalVault } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { fileContext } from '../applicant/applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import { materialsClosed } from '../case/case.errors.js';
import { caseDoor } from '../case/case.repository.js';
import { materialNotOnList, notOnListFault } from './material.errors.js';
import { findMaterial, keepFile, listMaterials, type StoredFile } from './material.repository.js';

/** Which act takes a material in, and on whose authority. */
export interface Receipt {
  by: EventAuthority;
  act: 'receive' | 'receive-cure';
}

/** Which act would take a material in now; undefined when the case takes none. */
export const receivingAct = (it: Pick<ServiceCase, 'state'>): Receipt['act'] | undefined =>
  (['receive', 'receive-cure'] as const).find((one) => caseDoor.allows(it.state, one));

/**
 * Whether the caller may hand in this material of this case.
 *
 * @throws DomainError `authority.*`, `case.materials-closed`, `material.not-on-list`
 */
export async function judgeMaterial(tx: Tx, caller: Caller, it: ServiceCase, materialRef: string): Promise<Receipt> {
  const { region, departmentId, itemId, applicantIndex } = it;
  const by = await authorise(tx, caller, { region, departmentId, itemId, personIndex: applicantIndex });
  const act = receivingAct(it);
  if (act === undefined) throw materialsClosed(it.state);
  if ((await findMaterial(tx, it.caseId, materialRef)) !== undefined) return { by, act };
  const allowed = (await listMaterials(tx, it.caseId)).map((line) => line.materialRef);
  throw materialNotOnList([notOnListFault('ref', materialRef, allowed)]);
}

/** Takes a stored file in; the case's version moves, so that nobody accepts what they did not see. */
export async function takeMaterial(
  tx: Tx,
  vault: PersonalVault,
  on: { it: ServiceCase; materialRef: string; receipt: Receipt },
  file: StoredFile & { fileName: string },
): Promise<void> {
  const { it, materialRef, receipt } = on;
  const { caseId } = it;
  const { sha256, size, type, fileName } = file;
  const sealedName = vault.seal({ fileName }, fileContext(caseId));
  await keepFile(tx, { caseId, materialRef }, { sha256, size, type, sealedName, receivedBy: receipt.by.personId });
  await caseDoor.advance(tx, it, receipt.act, receipt.by, null);
}
