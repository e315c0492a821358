import { findOrganisation } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { ServiceItem } from '#lib/contracts';
import { formatCaseNumber } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber } from '#lib/seals';

/**
 * The next case number (办件编号) of an item on the day of acceptance. It locks the item's sequence of the day until the
 * commit, so it is taken late.
 *
 * @param item the item version accepted under
 * @param region stands in for the department's credit code where that was not heard
 */
export async function nextCaseNumber(tx: Tx, item: ServiceItem, region: string): Promise<string> {
  const department = await findOrganisation(tx, item.departmentId);
  const parts = {
    implementationCode: item.implementationCode,
    organCode: department?.creditCode || region,
    localCode: item.localCode || item.itemId,
    date: chinaDate(tx.now),
  };
  const serial = await allocateNumber(tx, `case:${formatCaseNumber({ ...parts, serial: 0 })}`);
  return formatCaseNumber({ ...parts, serial });
}
