import type { Tx } from '#lib/persistence';
import { scheduleUnheard } from '../bill/bill.errors.js';
import { FeeSchedule } from './fee-schedule.entity.js';

/** Keeps the fee list of an item version, once. */
export async function keepSchedule(tx: Tx, { itemId, version, codes, effectiveFrom }: FeeSchedule): Promise<void> {
  await tx.query('INSERT IGNORE INTO fee_schedule (item_id, version, codes, effective_from) VALUES (?, ?, ?, ?)', [
    itemId,
    version,
    JSON.stringify(codes),
    effectiveFrom,
  ]);
}

/**
 * The charges of an item in force now. A running case keeps its plan, but a charge that was abolished since may not be
 * collected any more (取消收费自公布之日起执行).
 *
 * @param version the version the case was accepted under, which must have been heard
 * @throws DomainError `fee.schedule-unheard`
 */
export async function feesInForce(tx: Tx, itemId: string, version: number): Promise<ReadonlySet<string>> {
  const heard = await tx.find(FeeSchedule, { where: { itemId }, order: { version: 'DESC' }, take: 100 });
  const newest = heard.find(({ effectiveFrom }) => effectiveFrom <= tx.now);
  if (newest === undefined || newest.version < version) throw scheduleUnheard();
  return new Set(newest.codes);
}
