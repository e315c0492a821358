import { createHmac } from 'node:crypto';

/** What can be found without being read. */
export type IndexedKind = 'id-number' | 'credit-code' | 'phone' | 'name';

/**
 * A keyed index of a personal value: equal values give equal indexes, and nobody without the key can try values out.
 *
 * @param key 32 bytes
 * @param kind keeps an ID number and a phone number of the same digits apart
 * @param value as entered; full-width digits, case and spaces do not matter
 * @returns 32 hexadecimal digits (HMAC-SM3, cut to 128 bits)
 */
export function blindIndex(key: Buffer, kind: IndexedKind, value: string): string {
  const normal = value.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return createHmac('sm3', key).update(`${kind}\n${normal}`).digest('hex').slice(0, 32);
}
