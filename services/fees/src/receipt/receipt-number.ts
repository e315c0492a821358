import { createHash } from 'node:crypto';

/** 非税收入通用票据(电子) in the register of receipt kinds. */
const receiptKind = '0101';

/** 票据代码: province 2, class and kind 4, year 2. */
export const receiptCode = (region: string, year: number): string =>
  `${region.slice(0, 2)}${receiptKind}${String(year % 100).padStart(2, '0')}`;

/** 票据号码: ten digits. */
export const receiptSerial = (serial: number): string => String(serial).padStart(10, '0');

/**
 * 校验码: six digits over what the receipt says (SM3), so that a slip of the pen is seen; against forgery stands the seal.
 *
 * @param said code, number, amount in fen and day, in this order
 */
export function receiptCheckCode(said: readonly string[]): string {
  const digest = createHash('sm3').update(said.join('|')).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}
