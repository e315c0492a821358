import { findOrganisation } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { ServiceItem } from '#lib/contracts';
import { formatCaseNumber } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber } from '#lib/seals';

/** The code of an item's department in case numbers. @param region stands in for a credit code that was not heard */
export async function organCodeOf(tx: Tx, { departmentId }: ServiceItem, region: string): Promise<string> {
  const department = await findOrganisation(tx, departmentId);
  return department?.creditCode || region;
}

/**
 * The next case number (办件编号) of an item on the day of acceptance. It locks the item's sequence of the day until the
 * commit, so it is taken last.
 *
 * @param item the item version accepted under
 * @param organCode its department's
 */
export async function nextCaseNumber(tx: Tx, item: ServiceItem, organCode: string): Promise<string> {
  const parts = {
    implementationCode: item.implementationCode,
    organCode,
    localCode: item.localCode || item.itemId,
    date: chinaDate(tx.now),
  };
  const serial = await allocateNumber(tx, `case:${formatCaseNumber({ ...parts, serial: 0 })}`);
  return formatCaseNumber({ ...parts, serial });
}
