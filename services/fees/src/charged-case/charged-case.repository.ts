import type { Tx } from '#lib/persistence';
import { ChargedCase } from './charged-case.entity.js';

/** A case as it was heard, or undefined. */
export async function findChargedCase(tx: Tx, caseId: string): Promise<ChargedCase | undefined> {
  return tx.findOne(ChargedCase, { where: { caseId } });
}

/** Keeps a case and wakes what waited for it; one that is kept stays as it is. @returns whether it is new */
export async function keepChargedCase(tx: Tx, it: ChargedCase): Promise<boolean> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO charged_case
       (case_id, case_number, region, organ_id, item_id, item_version, item_name, applicant_index, heard_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      it.caseId,
      it.caseNumber,
      it.region,
      it.organId,
      it.itemId,
      it.itemVersion,
      it.itemName,
      it.applicantIndex,
      it.heardAt,
    ],
  );
  tx.touch(it.caseId);
  return affectedRows === 1;
}
