import { createHash } from 'node:crypto';

/**
 * SM3 digest (GB/T 32905-2016).
 * @param parts bytes, digested one after the other
 * @returns 32 bytes
 */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
