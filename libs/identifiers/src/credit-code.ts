import { type IdentifierCheck, normal, wrong } from './check.js';
import { isProvince } from './region-code.js';

/** No I, O, S, V, Z (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check digit of the first 17 characters (GB 32100-2015, weights are powers of 3 mod 31). */
export function creditCodeCheckDigit(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const letter of first17) {
    sum += alphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * A unified social credit code (GB 32100-2015).
 *
 * @param text as entered
 */
export function checkCreditCode(text: string): IdentifierCheck {
  const value = normal(text);
  if (value.length !== 18) return wrong('length');
  if (Array.from(value).some((letter) => !alphabet.includes(letter))) return wrong('character');
  // The ministries' own codes have region 100000 (the whole country).
  const region = value.slice(2, 8);
  if (!/^\d{6}$/.test(region) || !(region === '100000' || isProvince(region))) return wrong('region');
  const expected = creditCodeCheckDigit(value.slice(0, 17));
  return value.endsWith(expected) ? { valid: true, value } : wrong('check-digit', expected);
}
