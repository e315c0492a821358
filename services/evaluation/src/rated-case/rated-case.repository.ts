import { isDuplicateKey, type Tx } from '#lib/persistence';
import { RatedCase } from './rated-case.entity.js';

/** Keeps a case; one that is kept stays as it is. What waits for the case is tried again. @returns whether it is new */
export async function keepRatedCase(tx: Tx, it: RatedCase): Promise<boolean> {
  tx.touch(it.caseId);
  try {
    await tx.insert(RatedCase, it);
    return true;
  } catch (error) {
    // Whatever else is wrong, a text too long above all, is no sign that the case is kept.
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
