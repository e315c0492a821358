import type { Tx } from '#lib/persistence';
import { DecisionCopy } from './decision-copy.entity.js';

/** Notes that a case was decided. */
export async function keepDecision(tx: Tx, copy: DecisionCopy): Promise<void> {
  await tx.insert(DecisionCopy, copy);
  tx.touch(copy.caseId);
}

/** Whether a decision on the case was heard that makes no certificate. */
export async function decidedWithout(tx: Tx, caseId: string): Promise<boolean> {
  const copy = await tx.findOne(DecisionCopy, { where: { caseId } });
  return copy !== undefined && !copy.certified;
}
