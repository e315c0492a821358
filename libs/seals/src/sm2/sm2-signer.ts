import { sm2 } from 'sm-crypto-v2';

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

/**
 * Signs in software, for the calling code and for certificates alike.
 * @param digestInput the bytes to sign
 * @param privateKeyHex 32 bytes as hex
 * @param publicKeyHex uncompressed point, `04` and 64 bytes, as hex
 * @returns the DER SEQUENCE of r and s
 */
export function signSm2(digestInput: Uint8Array, privateKeyHex: string, publicKeyHex: string): Uint8Array {
  const hex = sm2.doSignature(digestInput, privateKeyHex, {
    der: true,
    hash: true,
    publicKey: publicKeyHex,
    userId: sm2UserId,
  });
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
