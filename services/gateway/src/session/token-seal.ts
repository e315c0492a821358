import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The two tokens of a session. */
export interface Tokens {
  access: string;
  refresh: string;
}

/** Seals a session's tokens with AES-256-GCM, bound to the session. @param key 32 bytes */
export function sealTokens(key: Buffer, tokens: Tokens, session: string): string {
  // Straight from the operating system: a nonce used twice would break the seal.
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(session));
  const body = Buffer.concat([cipher.update(JSON.stringify(tokens), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Opens what `sealTokens` made. @throws Error when it was changed or belongs to another session */
export function openTokens(key: Buffer, sealed: string, session: string): Tokens {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(session));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  return JSON.parse(plain.toString('utf8')) as Tokens;
}
