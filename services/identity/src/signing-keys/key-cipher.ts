import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** What is derived from KEY_ENCRYPTION_KEY: the seal on the private signing keys, the cookie keys, keyed fingerprints. */
export class KeyCipher {
  private readonly root: Buffer;

  /** @param hex KEY_ENCRYPTION_KEY, 32 bytes in hexadecimal */
  constructor(hex: string) {
    this.root = Buffer.from(hex, 'hex');
  }

  /** Seals a text with AES-256-GCM. @returns base64url of nonce, tag and ciphertext */
  seal(clear: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.derive('signing keys'), nonce);
    const content = Buffer.concat([sealing.update(clear, 'utf8'), sealing.final()]);
    return Buffer.concat([nonce, sealing.getAuthTag(), content]).toString('base64url');
  }

  /** Opens what `seal` made. @throws when it was sealed with another key or was changed */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const opening = createDecipheriv(cipher, this.derive('signing keys'), bytes.subarray(0, nonceBytes));
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return opening.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
    } catch (cause) {
      throw new Error('KEY_ENCRYPTION_KEY does not open the signing keys in this database', { cause });
    }
  }

  /** The key that signs the sign-in cookies. */
  cookieKey(): string {
    return this.derive('cookies').toString('base64url');
  }

  /** A fingerprint that nobody without the key can make; 64 hexadecimal characters. */
  fingerprint(of: string): string {
    return createHmac('sha256', this.derive('fingerprints')).update(of).digest('hex');
  }

  /** HKDF (RFC 5869): one purpose, one key. */
  private derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.root, '', `yichuang identity ${purpose}`, 32));
  }
}
