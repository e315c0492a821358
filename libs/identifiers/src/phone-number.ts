import { type IdentifierCheck, normal, wrong } from './check.js';

/**
 * A mainland mobile number: eleven digits that begin with 13 to 19.
 *
 * @param text as entered; +86 and dashes do not matter
 */
export function checkPhoneNumber(text: string): IdentifierCheck {
  const value = normal(text)
    .replaceAll('-', '')
    .replace(/^\+?86(?=\d{11}$)/, '');
  if (!/^\d*$/.test(value)) return wrong('character');
  if (value.length !== 11) return wrong('length');
  return /^1[3-9]/.test(value) ? { valid: true, value } : wrong('kind');
}
