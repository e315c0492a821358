import * as asn1 from 'asn1js';
import { SealError } from '../seal.errors.js';
import { bufferOf } from '../sm2/seal-certificate.js';

/** The parts of the sealing certificate that the seal repeats, and its life. */
export interface SealingCertificate {
  /** As encoded in the certificate. */
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

function unreadable(): SealError {
  return new SealError('seal.certificate-unreadable', '印章证书无法读取。The seal certificate cannot be read.');
}

function partsOf(block: asn1.BaseBlock | undefined): asn1.BaseBlock[] {
  if (!(block instanceof asn1.Sequence)) throw unreadable();
  return block.valueBlock.value;
}

function dateOf(block: asn1.BaseBlock | undefined): Date {
  if (block instanceof asn1.UTCTime) return block.toDate();
  throw unreadable();
}

/** By the certificate's bytes, which nobody changes: a press seals with the same few certificates all day. */
const known = new WeakMap<Uint8Array, SealingCertificate>();

/**
 * Reads issuer, serial number and validity of a certificate.
 * @throws SealError `seal.certificate-unreadable`
 */
export function readSealingCertificate(certificateDer: Uint8Array): SealingCertificate {
  const certificate = known.get(certificateDer) ?? read(certificateDer);
  known.set(certificateDer, certificate);
  return certificate;
}

function read(certificateDer: Uint8Array): SealingCertificate {
  const { offset, result } = asn1.fromBER(bufferOf(certificateDer));
  if (offset === -1) throw unreadable();
  const [, serial, , issuer, validity] = partsOf(partsOf(result)[0]);
  if (!(serial instanceof asn1.Integer) || !(issuer instanceof asn1.Sequence)) throw unreadable();
  const [notBefore, notAfter] = partsOf(validity);
  return {
    issuer: new Uint8Array(issuer.toBER()),
    serial: new Uint8Array(serial.toBER()),
    notBefore: dateOf(notBefore),
    notAfter: dateOf(notAfter),
  };
}

/**
 * Refuses to seal outside the certificate's life: such a seal would never verify.
 * @throws SealError `seal.certificate-not-valid-then`
 */
export function requireValidAt(certificate: SealingCertificate, moment: Date): void {
  if (moment >= certificate.notBefore && moment <= certificate.notAfter) return;
  throw new SealError(
    'seal.certificate-not-valid-then',
    '用印时间不在印章证书有效期内。The seal certificate is not valid at the time of sealing.',
  );
}
