import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * The signature of the simulated companies, written down here once more on purpose: the platform's own half is checked
 * against this one by the contract tests.
 */

const minutes = 60_000;

/** Headers of a signed body: the time in milliseconds, and HMAC-SM3 over `<time>.<body>` in hexadecimal. */
export function signedHeaders(secret: string, body: string, at: number): Record<string, string> {
  return { 'x-timestamp': String(at), 'x-signature': hmac(secret, body, String(at)) };
}

/** Whether a body came from who knows the secret, within the last five minutes. */
export function isSigned(secret: string, body: string, headers: Record<string, unknown>, now: number): boolean {
  const { 'x-timestamp': at, 'x-signature': signature } = headers;
  if (typeof at !== 'string' || typeof signature !== 'string' || Math.abs(now - Number(at)) > 5 * minutes) return false;
  const expected = Buffer.from(hmac(secret, body, at));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const hmac = (secret: string, body: string, at: string): string =>
  createHmac('sm3', secret).update(`${at}.${body}`).digest('hex');
