import type { Tx } from '#lib/persistence';
import { RatedCase } from './rated-case.entity.js';

/** Keeps a case; one that is kept stays as it is. What waits for the case is tried again. @returns whether it is new */
export async function keepRatedCase(tx: Tx, it: RatedCase): Promise<boolean> {
  const { affectedRows } = await tx.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO rated_case (case_id, item_id, item_name, department_id, hall_id, applicant_index, region)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [it.caseId, it.itemId, it.itemName, it.departmentId, it.hallId, it.applicantIndex, it.region],
  );
  tx.touch(it.caseId);
  return affectedRows === 1;
}
