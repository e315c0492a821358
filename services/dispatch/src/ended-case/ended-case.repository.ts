import type { Tx } from '#lib/persistence';
import { EndedCase } from './ended-case.entity.js';

/** Notes the end of a case once; what waited for its order waits no longer. */
export async function noteEnd(tx: Tx, caseId: string, eventId: string): Promise<void> {
  await tx.query('INSERT IGNORE INTO ended_case (case_id, event_id, at) VALUES (?, ?, ?)', [caseId, eventId, tx.now]);
  tx.touch(caseId);
}

/** Whether a case ended without a decision. */
export async function hasEnded(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.findOne(EndedCase, { where: { caseId } })) !== undefined;
}
