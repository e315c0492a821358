import { type IdentifierCheck, normal, wrong } from './check.js';

/** First two digits of the provinces (GB/T 2260). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/**
 * A region code: 6 digits (county, GB/T 2260) or 12 (village, GB/T 10114).
 *
 * @param text as entered
 */
export function checkRegionCode(text: string): IdentifierCheck {
  const value = normal(text);
  if (value.length !== 6 && value.length !== 12) return wrong('length');
  if (!/^\d+$/.test(value)) return wrong('character');
  return isProvince(value) ? { valid: true, value } : wrong('region');
}

/** Whether a code begins with a province. Codes of dissolved counties stay valid: people keep them for life. */
export const isProvince = (code: string): boolean => provinces.has(code.slice(0, 2));
