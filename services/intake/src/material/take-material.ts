import { authorise, type Caller, type PersonalVault } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { fileContext } from '../applicant/applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import { materialsClosed } from '../case/case.errors.js';
import { caseDoor } from '../case/case.repository.js';
import type { OutstandingMaterial } from '../outstanding-material/outstanding-material.entity.js';
import { findOutstanding, outstandingDoor } from '../outstanding-material/outstanding-material.repository.js';
import { materialNotOnList, notOnListFault } from './material.errors.js';
import { findMaterial, keepFile, listMaterials, type StoredFile } from './material.repository.js';

/** What takes a material in, and on whose authority: an act of the case, or after acceptance what is outstanding. */
export interface Receipt {
  by: EventAuthority;
  takes: ReceivingAct | OutstandingMaterial;
}

type ReceivingAct = 'receive' | 'receive-cure';

/** Which act would take a material in now; undefined when the case was accepted or has ended. */
export const receivingAct = (it: Pick<ServiceCase, 'state'>): ReceivingAct | undefined =>
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
  // After acceptance only what is still outstanding is taken in.
  const outstanding = act === undefined ? await findOutstanding(tx, it.caseId, materialRef) : undefined;
  const takes = outstanding !== undefined && outstandingDoor.allows(outstanding.state, 'receive') ? outstanding : act;
  if (takes === undefined) throw materialsClosed(it.state);
  if ((await findMaterial(tx, it.caseId, materialRef)) !== undefined) return { by, takes };
  const allowed = (await listMaterials(tx, it.caseId)).map((line) => line.materialRef);
  throw materialNotOnList([notOnListFault('ref', materialRef, allowed)]);
}

/**
 * Takes a stored file in. The case's version moves, so that nobody accepts what they did not see, or after acceptance the
 * outstanding material's, so that nobody cures it with what they did not see.
 */
export async function takeMaterial(
  tx: Tx,
  vault: PersonalVault,
  on: { it: ServiceCase; materialRef: string; receipt: Receipt },
  file: StoredFile & { fileName: string },
): Promise<{ outstandingVersion?: number }> {
  const { it, materialRef, receipt } = on;
  const { caseId } = it;
  const { sha256, size, type, fileName } = file;
  const sealedName = vault.seal({ fileName }, fileContext(caseId));
  await keepFile(tx, { caseId, materialRef }, { sha256, size, type, sealedName, receivedBy: receipt.by.personId });
  const { takes, by } = receipt;
  if (typeof takes === 'string') {
    await caseDoor.advance(tx, it, takes, by, null);
    return {};
  }
  await outstandingDoor.advance(tx, takes, 'receive', by, null);
  return { outstandingVersion: takes.version };
}
