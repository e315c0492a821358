/**
 * The last valid day of a certificate, from the register's words on validity.
 *
 * @param words `5年`, `≤5年`, `长期`, or words that leave the length open, such as `6年/10年/长期`
 * @param issuedOn yyyy-mm-dd, the first valid day
 * @returns yyyy-mm-dd, the day before the anniversary; undefined when no end is stated
 */
export function validUntil(words: string, issuedOn: string): string | undefined {
  const years = /^[≤不超过]*\s*(\d{1,2})\s*年$/u.exec(words.trim())?.[1];
  if (years === undefined) return undefined;
  const end = new Date(`${issuedOn}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + Number(years));
  end.setUTCDate(end.getUTCDate() - 1);
  return end.toISOString().slice(0, 10);
}
