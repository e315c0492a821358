import type { Material } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { MaterialFile } from './material-file.entity.js';
import { MaterialReceived, type MaterialStatus } from './material-received.entity.js';

/** A file as it lies in the store. */
export interface StoredFile {
  sha256: string;
  /** Bytes. */
  size: number;
  type: string;
}

/** The whole check-list of a new case: one line for each material of the item's list. */
export async function openCheckList(tx: Tx, lines: MaterialReceived[]): Promise<void> {
  await tx.insert(MaterialReceived, lines);
}

/** The check-list of a case, in the order of the list's references; an item has a few dozen materials at most. */
export async function listMaterials(tx: Tx, caseId: string): Promise<MaterialReceived[]> {
  return tx.find(MaterialReceived, { where: { caseId }, order: { materialRef: 'ASC' }, take: 500 });
}

/** One line of the check-list, or undefined when the material is not on the item's list. */
export async function findMaterial(tx: Tx, caseId: string, materialRef: string): Promise<MaterialReceived | undefined> {
  return tx.findOne(MaterialReceived, { where: { caseId, materialRef } });
}

/** Sets a line after a look at the papers: what is wrong with it, or that it is there. */
export async function markMaterial(
  tx: Tx,
  caseId: string,
  materialRef: string,
  change: { status: MaterialStatus; copies?: number; receivedAt?: Date; receivedBy?: string },
): Promise<void> {
  await tx.update(MaterialReceived, { caseId, materialRef }, change);
}

/** Takes a file in: the line shows the newest, the file table keeps every one. */
export async function keepFile(
  tx: Tx,
  line: Pick<MaterialReceived, 'caseId' | 'materialRef'>,
  file: StoredFile & { sealedName: string; receivedBy: string },
): Promise<void> {
  const { caseId, materialRef } = line;
  const { sha256, size, type, sealedName, receivedBy } = file;
  const received = { receivedBy, receivedAt: tx.now };
  await tx.insert(MaterialFile, { fileId: newId(), caseId, materialRef, sha256, size, type, ...received });
  await tx.update(
    MaterialReceived,
    { caseId, materialRef },
    { status: 'present', fileSha256: sha256, fileSize: size, fileType: type, sealedFileName: sealedName, ...received },
  );
}

/**
 * Whether the applicant must bring a material before acceptance: required, without a condition that may not apply, and
 * not to be had by data sharing. Optional ones are not mandatory, nor are deferrable ones (容缺后补), which may be promised.
 */
export function isMandatory(material: Material): boolean {
  return material.necessity === 'required' && material.condition === '' && !material.shared;
}

/**
 * Whether a case may be accepted without a material that the applicant promises to bring (容缺受理): the register lists
 * it as deferrable, with a limit. What the office obtains by data sharing is never demanded, so it is never promised.
 */
export function isDeferrable(material: Material): boolean {
  return material.necessity === 'deferrable' && material.deferWorkingDays > 0 && !material.shared;
}

/** Whether a case cannot be accepted without a material, or a promise of it where it is deferrable. */
export function isNeeded(material: Material): boolean {
  return isMandatory(material) || (isDeferrable(material) && material.condition === '');
}
