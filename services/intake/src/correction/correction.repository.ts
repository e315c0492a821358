import type { Tx } from '#lib/persistence';
import { Correction } from './correction.entity.js';

/** The correction of a case, or undefined. */
export async function findCorrection(tx: Tx, caseId: string): Promise<Correction | undefined> {
  return tx.findOne(Correction, { where: { caseId } });
}

/** Writes down what the notice says. A second for the case breaks the primary key. */
export async function keepCorrection(tx: Tx, correction: Omit<Correction, 'curedAt'>): Promise<void> {
  await tx.insert(Correction, { ...correction, curedAt: null });
}

/** Every defect was answered. */
export async function markCured(tx: Tx, caseId: string): Promise<void> {
  await tx.update(Correction, { caseId }, { curedAt: tx.now });
}
