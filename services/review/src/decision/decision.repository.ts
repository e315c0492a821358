import { In } from 'typeorm';
import type { Tx } from '#lib/persistence';
import { Decision, DecisionRevocation } from './decision.entity.js';

/** Records the one decision of a case, with the commit. */
export function recordDecision(tx: Tx, decision: Decision): void {
  tx.append(Decision, decision);
}

/** The decision of a case the reader was let see, or undefined. */
export async function findDecision(tx: Tx, caseId: string): Promise<Decision | undefined> {
  return tx.findOne(Decision, { where: { caseId } });
}

/** Records that a decision was revoked. Of two lapses that are heard together the second must see it. */
export async function recordRevocation(tx: Tx, revocation: DecisionRevocation): Promise<void> {
  await tx.insert(DecisionRevocation, revocation);
}

/** The revocation of a decision, or undefined. */
export async function findRevocation(tx: Tx, decisionId: string): Promise<DecisionRevocation | undefined> {
  return tx.findOne(DecisionRevocation, { where: { decisionId } });
}

/** Which of some cases were approved, by a decision that was not revoked. */
export async function approvedAmong(tx: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { caseId: In([...caseIds]), outcome: 'approved' } as const;
  const decisions = await tx.find(Decision, { where, take: 100 });
  const ids = decisions.map(({ decisionId }) => decisionId);
  const revoked = await tx.find(DecisionRevocation, { where: { decisionId: In(ids) }, take: 100 });
  const gone = new Set(revoked.map(({ decisionId }) => decisionId));
  return new Set(decisions.filter(({ decisionId }) => !gone.has(decisionId)).map(({ caseId }) => caseId));
}
