import type { Tx } from '#lib/persistence';
import { RatedCase } from './rated-case.entity.js';

/** A case as its lodging told it, or undefined; an event finds its case wherever it lies. */
export async function findRatedCase(tx: Tx, caseId: string): Promise<RatedCase | undefined> {
  return tx.findOne(RatedCase, { where: { caseId } });
}

/** Keeps a case; one that is kept stays as it is. What waits for the case is tried again. */
export async function keepRatedCase(tx: Tx, it: RatedCase): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO rated_case (case_id, item_id, item_name, department_id, hall_id, applicant_index, region)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [it.caseId, it.itemId, it.itemName, it.departmentId, it.hallId, it.applicantIndex, it.region],
  );
  tx.touch(it.caseId);
}
