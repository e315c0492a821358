import * as asn1 from 'asn1js';
import { oid } from './object-identifiers.js';
import { signSm2 } from './sm2-signer.js';
import { sm3 } from './sm3.js';

/** Whom a certificate names. `organCode` is the unified social credit code (GB 32100). */
export interface SealSubject {
  readonly organName: string;
  readonly organCode: string;
}

/** From the first to the last moment a certificate may be used. */
export interface SealValidity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What one certificate says. `issuer` is the signing key; a root is its own issuer. */
export interface CertificateOrder {
  readonly subject: SealSubject;
  readonly publicKeyHex: string;
  readonly validity: SealValidity;
  readonly isAuthority: boolean;
  readonly issuer: { readonly subject: SealSubject; readonly privateKeyHex: string; readonly publicKeyHex: string };
}

/** A view that owns exactly its bytes, as asn1js wants an ArrayBuffer. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** AlgorithmIdentifier without parameters, as GM/T 0015 writes SM2-with-SM3. */
export function algorithm(value: string): asn1.Sequence {
  return new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value })] });
}

/** UTCTime to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5); whole seconds. */
export function time(moment: Date): asn1.UTCTime | asn1.GeneralizedTime {
  const valueDate = new Date(Math.floor(moment.getTime() / 1000) * 1000);
  return valueDate.getUTCFullYear() < 2050 ? new asn1.UTCTime({ valueDate }) : new asn1.GeneralizedTime({ valueDate });
}

function nameOf(subject: SealSubject): asn1.Sequence {
  const part = (type: string, value: asn1.Utf8String | asn1.PrintableString) =>
    new asn1.Set({ value: [new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), value] })] });
  return new asn1.Sequence({
    value: [
      part(oid.country, new asn1.PrintableString({ value: 'CN' })),
      part(oid.organisation, new asn1.Utf8String({ value: subject.organName })),
      part(oid.organisationCode, new asn1.Utf8String({ value: subject.organCode })),
      part(oid.commonName, new asn1.Utf8String({ value: subject.organName })),
    ],
  });
}

function publicKeyInfo(publicKeyHex: string): asn1.Sequence {
  return new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [
          new asn1.ObjectIdentifier({ value: oid.ecPublicKey }),
          new asn1.ObjectIdentifier({ value: oid.sm2Curve }),
        ],
      }),
      new asn1.BitString({ valueHex: bufferOf(Buffer.from(publicKeyHex, 'hex')) }),
    ],
  });
}

function keyIdentifier(publicKeyHex: string): ArrayBuffer {
  return bufferOf(sm3(Buffer.from(publicKeyHex, 'hex')).subarray(0, 20));
}

function extension(id: string, critical: boolean, value: asn1.BaseBlock): asn1.Sequence {
  return new asn1.Sequence({
    value: [
      new asn1.ObjectIdentifier({ value: id }),
      ...(critical ? [new asn1.Boolean({ value: true })] : []),
      new asn1.OctetString({ valueHex: value.toBER() }),
    ],
  });
}

function extensions(order: CertificateOrder): asn1.Sequence {
  // keyCertSign + cRLSign for an authority, digitalSignature + nonRepudiation for a seal (RFC 5280, 4.2.1.3)
  const usage = order.isAuthority
    ? new asn1.BitString({ valueHex: Uint8Array.of(0x06).buffer, unusedBits: 1 })
    : new asn1.BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 });
  const issuerKey = new asn1.Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: keyIdentifier(order.issuer.publicKeyHex),
  });
  return new asn1.Sequence({
    value: [
      extension(
        oid.basicConstraints,
        true,
        new asn1.Sequence({ value: order.isAuthority ? [new asn1.Boolean({ value: true })] : [] }),
      ),
      extension(oid.keyUsage, true, usage),
      extension(oid.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: keyIdentifier(order.publicKeyHex) })),
      extension(oid.authorityKeyIdentifier, false, new asn1.Sequence({ value: [issuerKey] })),
    ],
  });
}

/** A serial number from what is certified, so that the same order gives the same number and no two orders share one. */
function serialOf(order: CertificateOrder): asn1.Integer {
  const { subject, validity } = order;
  const text = [order.publicKeyHex, subject.organName, subject.organCode, validity.notBefore.toISOString()];
  const digest = sm3(Buffer.from([...text, validity.notAfter.toISOString()].join('|'))).subarray(0, 16);
  digest[0] = ((digest[0] ?? 0) & 0x3f) | 0x40;
  return new asn1.Integer({ valueHex: bufferOf(digest) });
}

/**
 * Makes an X.509 v3 certificate for an SM2 key, signed with SM2-with-SM3 (GM/T 0015, RFC 5280).
 * Chinese names are written as UTF8String.
 * @returns DER
 */
export function issueCertificate(order: CertificateOrder): Uint8Array {
  const { validity, issuer } = order;
  const tbs = new asn1.Sequence({
    value: [
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [new asn1.Integer({ value: 2 })] }),
      serialOf(order),
      algorithm(oid.sm2WithSm3),
      nameOf(issuer.subject),
      new asn1.Sequence({ value: [time(validity.notBefore), time(validity.notAfter)] }),
      nameOf(order.subject),
      publicKeyInfo(order.publicKeyHex),
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 3 }, value: [extensions(order)] }),
    ],
  });
  const signature = signSm2(new Uint8Array(tbs.toBER()), issuer.privateKeyHex, issuer.publicKeyHex);
  const whole = new asn1.Sequence({
    value: [tbs, algorithm(oid.sm2WithSm3), new asn1.BitString({ valueHex: bufferOf(signature) })],
  });
  return new Uint8Array(whole.toBER());
}
