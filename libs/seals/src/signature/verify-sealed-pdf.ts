import { createHash, timingSafeEqual } from 'node:crypto';
import { verifySm2 } from '../sm2/sm2-verify.js';
import { findTrustedIssuer, isValidAt, publicKeyOf, subjectPart } from './certificate-trust.js';
import type { SealCheck, SealFault } from './seal-check.js';
import { findSealRange } from './seal-range.js';
import { readSeal, type ReadSeal } from './seal-reading.js';

function invalid(reason: SealFault): SealCheck {
  return { valid: false, reason };
}

function isDigestOf(digest: Uint8Array, ...parts: Uint8Array[]): boolean {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return digest.length === 32 && timingSafeEqual(digest, hash.digest());
}

function judgeCertificate(seal: ReadSeal, trustedCaDer: readonly Uint8Array[]): SealCheck {
  const { certificate, signedAt } = seal;
  const authority = findTrustedIssuer(certificate, trustedCaDer);
  if (!authority) return invalid('untrusted-issuer');
  if (!isValidAt(certificate, signedAt) || !isValidAt(authority, signedAt))
    return invalid('certificate-not-valid-then');
  const organCode = subjectPart(certificate, '2.5.4.97');
  return {
    valid: true,
    organName: subjectPart(certificate, '2.5.4.10') ?? subjectPart(certificate, '2.5.4.3') ?? '',
    ...(organCode === undefined ? {} : { organCode }),
    signedAt,
    certificateSerial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
  };
}

function check(pdf: Uint8Array, trustedCaDer: readonly Uint8Array[]): SealCheck {
  const range = findSealRange(pdf);
  if (typeof range === 'string') return invalid(range);
  const seal = readSeal(range.cms);
  const key = seal && publicKeyOf(seal.certificate);
  if (!seal || !key) return invalid('malformed');
  if (!isDigestOf(seal.messageDigest, range.before, range.after)) return invalid('digest-mismatch');
  if (!verifySm2(seal.signedBytes, seal.signature, key)) return invalid('signature-invalid');
  return judgeCertificate(seal, trustedCaDer);
}

/**
 * Checks the embedded seal of a PDF from its bytes alone: byte range over the whole file, SM3 digest, signed attributes,
 * SM2 signature, certificate under a trusted authority, life of both certificates at the time of sealing. Revocation is
 * not part of it: the caller asks its own register by `certificateSerial`. Never throws, whatever the bytes.
 * @param pdf the file
 * @param trustedCaDer certificates of trusted seal authorities, DER
 */
export function verifySealedPdf(pdf: Uint8Array, trustedCaDer: readonly Uint8Array[]): SealCheck {
  try {
    return check(pdf, trustedCaDer);
  } catch {
    // parsers throw on broken structures; a broken seal is an answer here, not an error
    return invalid('malformed');
  }
}
