import { type IdentifierCheck, normal, wrong } from './check.js';
import { isProvince } from './region-code.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** The check digit of 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return checkDigits.charAt(sum % 11);
}

/**
 * A resident's ID number (GB 11643-1999).
 *
 * @param text as entered
 * @param today yyyy-mm-dd; nobody is born later
 */
export function checkIdNumber(text: string, today = '9999-12-31'): IdentifierCheck {
  const value = normal(text);
  if (value.length !== 18) return wrong('length');
  if (!/^\d{17}[\dX]$/.test(value)) return wrong('character');
  if (!isProvince(value)) return wrong('region');
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isDay(born) || born > today || born < '1850-01-01') return wrong('date');
  const expected = idCheckDigit(value.slice(0, 17));
  return value.endsWith(expected) ? { valid: true, value } : wrong('check-digit', expected);
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
