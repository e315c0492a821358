import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '#lib/service-kit';

const oldestMilliseconds = 5 * 60 * 1_000;

/** What is signed: a body alone could be sent again to another address. */
export interface SignedRequest {
  method: string;
  /** Without the query. */
  path: string;
  body: string;
}

const hmac = (secret: string, time: string, { method, path, body }: SignedRequest): Buffer =>
  createHmac('sm3', secret).update(`${time}\n${method}\n${path}\n${body}`).digest();

/**
 * Headers that prove to the payment provider that a request is ours, for this address and of now: HMAC-SM3 (GB/T 32905) over
 * time, method, path and body, each on a line of its own.
 *
 * @param now the time on the wall
 */
export function signedHeaders(secret: string, request: SignedRequest, now: Date): Record<string, string> {
  const time = String(now.getTime());
  return { 'x-timestamp': time, 'x-signature': hmac(secret, time, request).toString('hex') };
}

/**
 * Checks that a request is from who knows the secret, for this address, unchanged and of now.
 *
 * @param now the time on the wall
 * @throws DomainError `callback.signature`, `callback.expired`
 */
export function requireSigned(
  secret: string,
  request: SignedRequest,
  given: { time: string; signature: string },
  now: Date,
): void {
  const expected = hmac(secret, given.time, request);
  const signature = Buffer.from(given.signature, 'hex');
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw wrongSignature();
  // Judged after the signature: a time nobody vouches for says nothing.
  if (!(Math.abs(now.getTime() - Number(given.time)) <= oldestMilliseconds)) throw expired();
}

const wrongSignature = (): DomainError =>
  new DomainError('callback.signature', 'unauthenticated', {
    zh: '回调签名不正确。',
    en: 'The callback is not signed as agreed.',
  });

const expired = (): DomainError =>
  new DomainError('callback.expired', 'unauthenticated', {
    zh: '回调时间与当前时间相差超过 5 分钟,请重新签名发送。',
    en: 'The callback’s timestamp is over five minutes off; sign it anew.',
  });
