const stars = (count: number): string => '*'.repeat(Math.max(1, count));

/** 张三丰 → 张*丰, 张三 → 张*; an organisation's name is not personal and is not masked here. */
export function maskName(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${stars(letters.length - 2)}${letters.at(-1)}`;
}

/** First six and last four digits stay. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length < 12) return stars(idNumber.length);
  return `${idNumber.slice(0, 6)}${stars(idNumber.length - 10)}${idNumber.slice(-4)}`;
}

/** 138****5678. */
export function maskPhone(phone: string): string {
  if (phone.length < 8) return stars(phone.length);
  return `${phone.slice(0, 3)}${stars(phone.length - 7)}${phone.slice(-4)}`;
}

/** First four and last four stay. */
export function maskCreditCode(code: string): string {
  if (code.length < 10) return stars(code.length);
  return `${code.slice(0, 4)}${stars(code.length - 8)}${code.slice(-4)}`;
}

/** The first six characters stay: about the county. */
export function maskAddress(address: string): string {
  const letters = Array.from(address);
  return letters.length <= 6 ? stars(letters.length) : `${letters.slice(0, 6).join('')}${stars(6)}`;
}
