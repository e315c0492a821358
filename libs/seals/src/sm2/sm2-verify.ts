import { sm2 } from 'sm-crypto-v2';
import { sm2UserId } from './sm2-signer.js';

/** Reads one DER INTEGER: positive, shortest form, at most 32 bytes of value. */
function readPositive(der: Uint8Array, at: number): { hex: string; next: number } | undefined {
  const length = der[at + 1] ?? 0;
  const first = der[at + 2] ?? 0;
  if (der[at] !== 0x02 || length < 1 || length > 33 || at + 2 + length > der.length || first > 0x7f) return undefined;
  if (first === 0 && (length === 1 || (der[at + 3] ?? 0) < 0x80)) return undefined;
  const value = der.subarray(first === 0 ? at + 3 : at + 2, at + 2 + length);
  if (value.length > 32) return undefined;
  return { hex: Buffer.from(value).toString('hex').padStart(64, '0'), next: at + 2 + length };
}

/** Strict reading of SEQUENCE { r, s }: another encoding of the same numbers is not the same signature. */
function readSignature(der: Uint8Array): string | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = readPositive(der, 2);
  const s = r && readPositive(der, r.next);
  return r && s && s.next === der.length ? r.hex + s.hex : undefined;
}

/**
 * Verifies SM2 with SM3 (GB/T 32918.2, user id of GM/T 0009). Never throws.
 * @param input the signed bytes
 * @param signatureDer DER SEQUENCE of r and s
 * @param publicKey uncompressed point: 04 and 64 bytes
 */
export function verifySm2(input: Uint8Array, signatureDer: Uint8Array, publicKey: Uint8Array): boolean {
  const rs = readSignature(signatureDer);
  if (rs === undefined || publicKey.length !== 65 || publicKey[0] !== 4) return false;
  try {
    const key = Buffer.from(publicKey).toString('hex');
    if (!sm2.verifyPublicKey(key)) return false;
    return sm2.doVerifySignature(input, rs, key, { hash: true, der: false, userId: sm2UserId });
  } catch {
    // the curve library throws on numbers outside the group; to the caller that is a bad signature
    return false;
  }
}
