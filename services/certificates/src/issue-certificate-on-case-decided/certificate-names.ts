import type { OrganisationCopy } from '#lib/access';
import type { Plan } from '#lib/contracts';
import { formatCertificateIdentifier } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber } from '#lib/seals';

/** What the names of a certificate are made of. */
export interface NameParts {
  plan: Pick<Plan, 'itemId'>;
  organ: Pick<OrganisationCopy, 'creditCode'>;
  region: string;
  /** Of issue, in China. */
  year: string;
}

/**
 * The certificate's number and its 电子证照标识, both without gaps. The number counts within region, item and year; the
 * identifier's serial within the issuing organ and year. Locks both sequences until the commit.
 *
 * @param tx the open transaction
 * @param parts item, organ, region and year
 * @throws RangeError when the organ has no 18-character credit code
 */
export async function nextNames(tx: Tx, parts: NameParts): Promise<{ number: string; identifier: string }> {
  const { plan, organ, region, year } = parts;
  const head = `${region}-${plan.itemId}-${year}`;
  const place = await allocateNumber(tx, `identifier:${organ.creditCode}:${year}`);
  const serial = await allocateNumber(tx, `certificate:${head}`);
  const identifier = formatCertificateIdentifier({
    typeCode: typeCodeOf(organ.creditCode, plan.itemId),
    organCode: organ.creditCode,
    serial: `${year}${String(place).padStart(7, '0')}`,
    version: 1,
  });
  return { number: `${head}-${String(serial).padStart(6, '0')}`, identifier };
}

/**
 * 证照类型代码 (21): the credit code of the organ that defines the type, and three more characters. The register of types
 * is kept by ministries and not public, so this is a placeholder: the issuing organ's own credit code stands for the
 * ministry's, and the last three digits of the item's code for the type.
 */
export function typeCodeOf(creditCode: string, itemId: string): string {
  return creditCode + itemId.replaceAll(/\D/g, '').slice(-3).padStart(3, '0');
}
