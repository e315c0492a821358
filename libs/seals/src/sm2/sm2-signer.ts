import { createECDH } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { sm3 } from './sm3.js';

/** The default distinguishing identifier of GM/T 0009-2012 section 10; signing with an empty one fails elsewhere. */
export const sm2UserId = '1234567812345678';

/** What seals: a key that never leaves its holder, with its certificates. A certified device implements the same port. */
export interface Sm2Signer {
  /** The X.509 certificate of the sealing organ, DER. */
  readonly certificateDer: Uint8Array;
  /** The certificates above it, nearest first, DER; travels inside the seal. */
  readonly chainDer: readonly Uint8Array[];
  /**
   * Signs with SM2 over SM3(Z || input), GB/T 32918.2 and GM/T 0009.
   * @param digestInput the bytes to sign, not their digest
   * @returns the DER SEQUENCE of r and s
   */
  sign(digestInput: Uint8Array): Promise<Uint8Array>;
}

/** What is digested before the input: who signs, on which curve (GB/T 32918.2, 5.5). The same for all a key signs. */
const identities = new Map<string, Uint8Array>();

function identityOf(publicKeyHex: string): Uint8Array {
  const identity = identities.get(publicKeyHex) ?? sm2.getZ(publicKeyHex, sm2UserId);
  identities.set(publicKeyHex, identity);
  return identity;
}

const ecdh = createECDH('SM2');

/** A fresh random number and the first coordinate of its point: drawn in constant time, and in half the time, by OpenSSL. */
function onceOnlyPoint(): { k: bigint; x1: bigint } {
  ecdh.generateKeys();
  const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
  return { k: number(ecdh.getPrivateKey()), x1: number(ecdh.getPublicKey().subarray(1, 33)) };
}

/**
 * Signs in software, for the calling code and for certificates alike.
 * @param digestInput the bytes to sign
 * @param privateKeyHex 32 bytes as hex
 * @param publicKeyHex uncompressed point, `04` and 64 bytes, as hex
 * @returns the DER SEQUENCE of r and s
 */
export function signSm2(digestInput: Uint8Array, privateKeyHex: string, publicKeyHex: string): Uint8Array {
  const digest = sm3(identityOf(publicKeyHex), digestInput);
  const hex = sm2.doSignature(digest, privateKeyHex, { der: true, hash: false, pointPool: [onceOnlyPoint()] });
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/** The parts of a seal key that a software signer needs. */
export interface SoftwareKey {
  readonly privateKeyHex: string;
  readonly publicKeyHex: string;
  readonly certificateDer: Uint8Array;
  readonly chainDer: readonly Uint8Array[];
}

/** @returns a signer that holds the key in memory: for development and demonstration, not for lawful sealing. */
export function softwareSigner(key: SoftwareKey): Sm2Signer {
  return {
    certificateDer: key.certificateDer,
    chainDer: key.chainDer,
    sign: async (digestInput) => signSm2(digestInput, key.privateKeyHex, key.publicKeyHex),
  };
}
