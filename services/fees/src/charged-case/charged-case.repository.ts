import type { Tx } from '#lib/persistence';
import { ChargedCase } from './charged-case.entity.js';

/** A case as it was heard, or undefined. */
export async function findChargedCase(tx: Tx, caseId: string): Promise<ChargedCase | undefined> {
  return tx.findOne(ChargedCase, { where: { caseId } });
}

/** Keeps a case and wakes what waited for it. */
export async function keepChargedCase(tx: Tx, row: ChargedCase): Promise<void> {
  await tx.insert(ChargedCase, row);
  tx.touch(row.caseId);
}
