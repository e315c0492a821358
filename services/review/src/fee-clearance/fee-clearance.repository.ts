import type { Plan } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { feeUnsettled } from '../case/case.errors.js';
import { FeeClearance } from './fee-clearance.entity.js';

/** Keeps that a fee is cleared, once; it needs no case to be heard of yet, so it never waits. */
export async function keepClearance(tx: Tx, caseId: string, timing: string, eventId: string): Promise<void> {
  const sql = 'INSERT IGNORE INTO fee_clearance (case_id, timing, event_id, at) VALUES (?, ?, ?, ?)';
  await tx.query(sql, [caseId, timing, eventId, tx.now]);
}

/** Refuses to grant what must be paid for first. @throws DomainError `case.fee-unsettled` */
export async function requireCleared(tx: Tx, caseId: string, plan: Plan): Promise<void> {
  const timing = 'before-decision';
  const owed = plan.feeLines.filter((line) => line.timing === timing);
  if (owed.length === 0) return;
  const cleared = await tx.findOne(FeeClearance, { where: { caseId, timing } });
  if (cleared === undefined) throw feeUnsettled(owed.map(({ name }) => name));
}
