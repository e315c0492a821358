import { type IdentifierCheck, wrong } from './check.js';

/** What a pay code is made of. */
export interface PayCodeParts {
  /** Six digits: where the bill is issued. */
  region: string;
  year: number;
  /** Counts within region and year, from 1. */
  serial: number;
}

/** The check digit over the other nineteen: ISO/IEC 7064 MOD 11,10, which finds every single wrong or swapped digit. */
export function payCodeCheckDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/**
 * 缴款识别码: twenty digits, by which a payer finds the bill at any bank: region, year, serial, check digit.
 *
 * @throws RangeError when a part does not fit
 */
export function formatPayCode({ region, year, serial }: PayCodeParts): string {
  if (!/^\d{6}$/.test(region)) throw new RangeError('the region has six digits');
  if (serial < 1 || serial >= 10 ** 11) throw new RangeError('the serial has one to eleven digits');
  const digits = `${region}${String(year % 100).padStart(2, '0')}${String(serial).padStart(11, '0')}`;
  return digits + payCodeCheckDigit(digits);
}

/** Whether a text is a pay code with the right check digit. */
export function checkPayCode(text: string): IdentifierCheck {
  if (!/^\d*$/.test(text)) return wrong('character');
  if (text.length !== 20) return wrong('length');
  const expected = payCodeCheckDigit(text.slice(0, 19));
  return text.endsWith(expected) ? { valid: true, value: text } : wrong('check-digit', expected);
}
