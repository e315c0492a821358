import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PersonalKeyRing } from './key-ring.js';

/** A sealed text that was changed, belongs to another context, or whose key is unknown. */
export class PersonalSealBroken extends Error {
  /** @param why never says anything of the content */
  constructor(why: string) {
    super(`personal data cannot be opened: ${why}`);
  }
}

const format = 'v1';

/**
 * Seals personal data: SM4-CTR (GB/T 32907) under a random IV, then HMAC-SM3 (GB/T 32905) over version, context, IV and
 * ciphertext. OpenSSL 3.0 has no SM4-GCM, hence encrypt-then-MAC.
 *
 * @param ring the keys; the current one is used
 * @param plain any text
 * @param context what it belongs to; it opens only with the same
 * @returns `v1.<key version>.<iv>.<ciphertext>.<mac>`, base64url
 */
export function sealPersonal(ring: PersonalKeyRing, plain: string, context: string): string {
  const key = keyOf(ring, ring.current);
  // Straight from the operating system: an IV used twice would give the plain texts away.
  const iv = randomBytes(16);
  const cipher = createCipheriv('sm4-ctr', key.encryption, iv);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const mac = macOf(key.mac, ring.current, context, iv, body);
  return [format, ring.current, ...[iv, body, mac].map((part) => part.toString('base64url'))].join('.');
}

/**
 * Opens what `sealPersonal` made.
 *
 * @throws PersonalSealBroken
 */
export function openPersonal(ring: PersonalKeyRing, sealed: string, context: string): string {
  const [marked, version, ivText, bodyText, macText, rest] = sealed.split('.');
  const written = /^[1-9]\d{0,8}$/.test(version ?? '');
  if (marked !== format || !written || macText === undefined || rest !== undefined)
    throw new PersonalSealBroken('format');
  const key = keyOf(ring, Number(version));
  const [iv, body, mac] = [ivText ?? '', bodyText ?? '', macText].map(decode);
  if (iv === undefined || body === undefined || mac === undefined || iv.length !== 16)
    throw new PersonalSealBroken('format');
  const expected = macOf(key.mac, Number(version), context, iv, body);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw new PersonalSealBroken('changed');
  const decipher = createDecipheriv('sm4-ctr', key.encryption, iv);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** Only the one spelling we write: base64url has several for the same bytes. */
function decode(text: string): Buffer {
  const decoded = Buffer.from(text, 'base64url');
  if (decoded.toString('base64url') !== text) throw new PersonalSealBroken('format');
  return decoded;
}

function keyOf(ring: PersonalKeyRing, version: number): { encryption: Buffer; mac: Buffer } {
  const key = ring.keys.get(version);
  if (key === undefined) throw new PersonalSealBroken('unknown key version');
  return key;
}

function macOf(key: Buffer, version: number, context: string, iv: Buffer, body: Buffer): Buffer {
  // The context's length comes first, so that no context can be read as part of another.
  const header = `${format}.${version}.${Buffer.byteLength(context)}.${context}.`;
  return createHmac('sm3', key).update(header).update(iv).update(body).digest();
}
