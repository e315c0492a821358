import { sm2 } from 'sm-crypto-v2';
import { SealError } from '../seal.errors.js';
import { issueCertificate, type SealSubject, type SealValidity } from './seal-certificate.js';

/** The key of one organ's seal, with the certificates to show for it. */
export interface SealKey {
  readonly organName: string;
  readonly organCode: string;
  /** 32 bytes, hex. */
  readonly privateKeyHex: string;
  /** Uncompressed point, `04` and 64 bytes, hex. */
  readonly publicKeyHex: string;
  readonly certificateDer: Uint8Array;
  /** The authority's certificate; empty for an authority itself. */
  readonly chainDer: readonly Uint8Array[];
}

/** The key that certifies seal keys: a demonstration authority, no licensed certification body. */
export type SealAuthority = SealKey;

/**
 * Makes a self-signed demonstration seal authority.
 * @param subject the name it certifies under
 * @param validity its first and last moment
 */
export function createSealAuthority(subject: SealSubject, validity: SealValidity): SealAuthority {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const certificateDer = issueCertificate({
    subject,
    publicKeyHex: publicKey,
    validity,
    isAuthority: true,
    issuer: { subject, privateKeyHex: privateKey, publicKeyHex: publicKey },
  });
  return { ...subject, privateKeyHex: privateKey, publicKeyHex: publicKey, certificateDer, chainDer: [] };
}

/**
 * Makes the key of an organ's seal and its certificate.
 * @param subject the organ and its unified social credit code
 * @param authority who certifies it
 * @param validity first and last moment it may seal
 */
export function createSealKey(subject: SealSubject, authority: SealAuthority, validity: SealValidity): SealKey {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const certificateDer = issueCertificate({
    subject,
    publicKeyHex: publicKey,
    validity,
    isAuthority: false,
    issuer: {
      subject: { organName: authority.organName, organCode: authority.organCode },
      privateKeyHex: authority.privateKeyHex,
      publicKeyHex: authority.publicKeyHex,
    },
  });
  const chainDer = [authority.certificateDer, ...authority.chainDer];
  return { ...subject, privateKeyHex: privateKey, publicKeyHex: publicKey, certificateDer, chainDer };
}

const format = 'yichuang-seal-key-1';
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** @returns the key as JSON text, private key in the clear: keep it as a secret. `parseSealKey` reads it back. */
export function formatSealKey(key: SealKey): string {
  const { organName, organCode, privateKeyHex, publicKeyHex } = key;
  const certificates = { certificate: base64(key.certificateDer), chain: key.chainDer.map(base64) };
  return JSON.stringify({ format, organName, organCode, privateKeyHex, publicKeyHex, ...certificates });
}

function unreadable(): SealError {
  // says nothing of the content: it may hold the private key
  return new SealError('seal.key-unreadable', '印章密钥无法读取。The seal key cannot be read.');
}

function textOf(found: Record<string, unknown>, name: string, shape: RegExp): string {
  const value = found[name];
  if (typeof value !== 'string' || !shape.test(value)) throw unreadable();
  return value;
}

function chainOf(found: Record<string, unknown>): Uint8Array[] {
  if (!Array.isArray(found['chain'])) throw unreadable();
  return found['chain'].map((entry: unknown) => {
    if (typeof entry !== 'string') throw unreadable();
    return new Uint8Array(Buffer.from(entry, 'base64'));
  });
}

function recordOf(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null) return { ...found };
  } catch {
    throw unreadable();
  }
  throw unreadable();
}

/**
 * Reads what `formatSealKey` wrote.
 * @throws SealError `seal.key-unreadable` when a part is missing, malformed, or the two halves of the key do not match
 */
export function parseSealKey(text: string): SealKey {
  const found = recordOf(text);
  if (found['format'] !== format) throw unreadable();
  const key = {
    organName: textOf(found, 'organName', /\S/u),
    organCode: textOf(found, 'organCode', /\S/u),
    privateKeyHex: textOf(found, 'privateKeyHex', /^[0-9a-f]{64}$/u),
    publicKeyHex: textOf(found, 'publicKeyHex', /^04[0-9a-f]{128}$/u),
    certificateDer: new Uint8Array(Buffer.from(textOf(found, 'certificate', /^[A-Za-z0-9+/]+=*$/u), 'base64')),
    chainDer: chainOf(found),
  };
  if (!holdsTogether(key.privateKeyHex, key.publicKeyHex)) throw unreadable();
  return key;
}

function holdsTogether(privateKeyHex: string, publicKeyHex: string): boolean {
  try {
    return sm2.getPublicKeyFromPrivateKey(privateKeyHex) === publicKeyHex;
  } catch {
    return false;
  }
}
