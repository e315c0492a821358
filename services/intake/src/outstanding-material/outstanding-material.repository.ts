import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cancelTimer, type Tx } from '#lib/persistence';
import { OutstandingMaterial } from './outstanding-material.entity.js';
import { outstandingNotFound } from './outstanding-material.errors.js';
import { outstandingMaterialTransitions } from './outstanding-material.states.js';

/** The only writer of an outstanding material's state. */
export const outstandingDoor = new Door({
  aggregate: 'outstanding-material',
  noun: { zh: '容缺材料', en: 'outstanding material' },
  entity: OutstandingMaterial,
  key: 'outstandingId',
  transitions: outstandingMaterialTransitions,
});

/** Name of the timer act at the end of a promise. */
export const lapseOutstandingMaterial = 'lapse-outstanding-material';

/** Everything a case was accepted without, whatever became of it; an item has a handful of deferrable materials. */
export async function listOutstanding(tx: Tx, caseId: string): Promise<OutstandingMaterial[]> {
  return tx.find(OutstandingMaterial, { where: { caseId }, order: { materialRef: 'ASC' }, take: 100 });
}

/** One of them by material, or undefined when the case was not accepted without it. */
export async function findOutstanding(
  tx: Tx,
  caseId: string,
  materialRef: string,
): Promise<OutstandingMaterial | undefined> {
  return tx.findOne(OutstandingMaterial, { where: { caseId, materialRef } });
}

/** One by its own id, or undefined; for its timer. */
export async function findOutstandingById(tx: Tx, outstandingId: string): Promise<OutstandingMaterial | undefined> {
  return tx.findOne(OutstandingMaterial, { where: { outstandingId } });
}

/** One by material. @throws DomainError `outstanding-material.not-found`, naming what is outstanding */
export async function getOutstanding(tx: Tx, caseId: string, materialRef: string): Promise<OutstandingMaterial> {
  const all = await listOutstanding(tx, caseId);
  const found = all.find((one) => one.materialRef === materialRef);
  if (found !== undefined) return found;
  throw outstandingNotFound(all.filter(({ state }) => state === 'outstanding').map((one) => one.materialRef));
}

/** The case has ended: nobody waits for what is still outstanding, and no limit may lapse any more. */
export async function voidOutstanding(tx: Tx, caseId: string, by: EventAuthority): Promise<void> {
  for (const one of await listOutstanding(tx, caseId)) {
    if (!outstandingDoor.allows(one.state, 'void')) continue;
    await outstandingDoor.advance(tx, one, 'void', by, null);
    await cancelTimer(tx, lapseOutstandingMaterial, one.outstandingId);
  }
}
