import * as asn1 from 'asn1js';
import { BasicConstraints, Certificate } from 'pkijs';
import { verifySm2 } from '../sm2/sm2-verify.js';
import { remembered } from './remembered.js';

const sm2WithSm3Oid = '1.2.156.10197.1.501';
/** keyUsage bits of RFC 5280, 4.2.1.3, in the first octet. */
const mayCertify = 0x04;
const maySign = 0xc0;

/** @returns the SM2 point of a certificate, or undefined when its key is of another kind */
export function publicKeyOf(certificate: Certificate): Uint8Array | undefined {
  const { algorithm, subjectPublicKey } = certificate.subjectPublicKeyInfo;
  const curve: unknown = algorithm.algorithmParams;
  const isSm2 = curve instanceof asn1.ObjectIdentifier && curve.getValue() === '1.2.156.10197.1.301';
  return algorithm.algorithmId === '1.2.840.10045.2.1' && isSm2 ? subjectPublicKey.valueBlock.valueHexView : undefined;
}

function extensionBytes(certificate: Certificate, id: string): Uint8Array | undefined {
  return certificate.extensions?.find((extension) => extension.extnID === id)?.extnValue.valueBlock.valueHexView;
}

function mayBeUsedFor(certificate: Certificate, bits: number): boolean {
  const bytes = extensionBytes(certificate, '2.5.29.15');
  const usage = bytes && asn1.fromBER(Uint8Array.from(bytes).buffer).result;
  return usage instanceof asn1.BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & bits) !== 0;
}

function isAuthority(certificate: Certificate): boolean {
  const bytes = extensionBytes(certificate, '2.5.29.19');
  return bytes !== undefined && BasicConstraints.fromBER(Uint8Array.from(bytes).buffer).cA;
}

function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  const issuer = Buffer.from(certificate.issuer.valueBeforeDecode);
  const key = publicKeyOf(authority);
  if (!key || !issuer.equals(Buffer.from(authority.subject.valueBeforeDecode))) return false;
  if (certificate.signatureAlgorithm.algorithmId !== sm2WithSm3Oid) return false;
  if (certificate.signature.algorithmId !== sm2WithSm3Oid) return false;
  return verifySm2(certificate.tbsView, certificate.signatureValue.valueBlock.valueHexView, key);
}

function readAuthority(der: Uint8Array): Certificate | undefined {
  try {
    return Certificate.fromBER(Uint8Array.from(der).buffer);
  } catch {
    // an unreadable entry in the list of trusted authorities trusts nobody
    return undefined;
  }
}

/**
 * Finds the trusted authority that certified a sealing certificate. One step: seal authorities certify seals directly.
 * @param certificate must be an end certificate for signing
 * @param trustedCaDer authorities trusted by the one who checks, DER
 */
export const findTrustedIssuer = remembered(
  (certificate: Certificate, trustedCaDer: readonly Uint8Array[]): Certificate | undefined => {
    if (isAuthority(certificate) || !mayBeUsedFor(certificate, maySign)) return undefined;
    return trustedCaDer
      .map(readAuthority)
      .find((ca) => ca && isAuthority(ca) && mayBeUsedFor(ca, mayCertify) && isIssuedBy(certificate, ca));
  },
  ({ tbsView, signatureValue, signatureAlgorithm }, trustedCaDer) => [
    tbsView,
    signatureValue.valueBlock.valueHexView,
    Buffer.from(signatureAlgorithm.algorithmId),
    ...trustedCaDer,
  ],
);

/** Whether a certificate's life includes the moment, both ends included. */
export function isValidAt(certificate: Certificate, moment: Date): boolean {
  return moment >= certificate.notBefore.value && moment <= certificate.notAfter.value;
}

/** @returns one part of the subject's name by its attribute type, or undefined when it has none */
export function subjectPart(certificate: Certificate, type: string): string | undefined {
  const part = certificate.subject.typesAndValues.find((entry) => entry.type === type);
  return part?.value.valueBlock.value;
}
