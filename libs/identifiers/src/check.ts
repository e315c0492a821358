/** What can be wrong with a number, in an order a clerk can act on. */
export type IdentifierFault = 'length' | 'character' | 'region' | 'date' | 'kind' | 'check-digit';

/** Whether a number is well formed; when not, what is wrong and what the check digit should be. */
export type IdentifierCheck =
  { valid: true; value: string } | { valid: false; fault: IdentifierFault; expectedCheckDigit?: string };

/** A number that is wrong. */
export const wrong = (fault: IdentifierFault, expectedCheckDigit?: string): IdentifierCheck =>
  expectedCheckDigit === undefined ? { valid: false, fault } : { valid: false, fault, expectedCheckDigit };

/** Spaces out, full-width to half-width, upper case: what people paste. */
export const normal = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
