import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * The signature of the simulated payment provider, written down here once more on purpose: the platform's own half is
 * checked against this one by the contract tests.
 */

const minutes = 60_000;

/** What is signed: method and path too, so that a body cannot be sent to another address. */
export interface Signed {
  method: string;
  path: string;
  body: string;
}

/** Headers of a signed request: the time in milliseconds, and HMAC-SM3 over time, method, path and body, a line each. */
export function signedRequestHeaders(secret: string, request: Signed, at: number): Record<string, string> {
  return { 'x-timestamp': String(at), 'x-signature': hmac(secret, request, String(at)) };
}

/** Whether a request came from who knows the secret, for this address, within the last five minutes. */
export function isSignedRequest(
  secret: string,
  request: Signed & { headers: Record<string, unknown> },
  now: number,
): boolean {
  const { 'x-timestamp': at, 'x-signature': signature } = request.headers;
  if (typeof at !== 'string' || typeof signature !== 'string' || Math.abs(now - Number(at)) > 5 * minutes) return false;
  const expected = Buffer.from(hmac(secret, request, at));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const hmac = (secret: string, { method, path, body }: Signed, at: string): string =>
  createHmac('sm3', secret).update([at, method, path, body].join('\n')).digest('hex');
