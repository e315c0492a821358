/**
 * Yuan as a JSON number in whole fen.
 *
 * @param yuan an amount with at most two decimals
 * @returns undefined when the amount is no whole number of fen
 */
export function fenOf(yuan: number): bigint | undefined {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(String(yuan)) ?? [];
  // Through the digits, not by multiplying: 1.15 × 100 is 114.99999999999999.
  return whole === undefined ? undefined : BigInt(whole + decimals.padEnd(2, '0'));
}
