import { type IdentifierCheck, wrong } from './check.js';

/** Root object identifier of e-certificate identifiers (GB/T 36904-2018). */
const root = '1.2.156.3005.2';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character over the parts without root and dots: ISO/IEC 7064 MOD 37,36. */
export function certificateCheckDigit(parts: string): string {
  let product = 36;
  for (const letter of parts) {
    let sum = (product + alphabet.indexOf(letter)) % 36;
    if (sum === 0) sum = 36;
    product = (sum * 2) % 37;
  }
  return alphabet.charAt((37 - product) % 36);
}

/** The parts of an e-certificate identifier. */
export interface CertificateIdentifierParts {
  /** 21 characters: the defining ministry's credit code and three more. */
  typeCode: string;
  /** 18 characters: the issuing organ's credit code. */
  organCode: string;
  serial: string;
  /** 1 to 999. */
  version: number;
}

/**
 * 电子证照标识: root.type.organ.serial.version.check (GB/T 36904-2018).
 *
 * @throws RangeError when a part has the wrong length
 */
export function formatCertificateIdentifier(parts: CertificateIdentifierParts): string {
  const { typeCode, organCode, serial } = parts;
  if (typeCode.length !== 21) throw new RangeError('the type code has 21 characters');
  if (organCode.length !== 18) throw new RangeError('the organ code has 18 characters');
  if (!/^[0-9A-Z]{4,11}$/.test(serial)) throw new RangeError('the serial has 4 to 11 characters');
  const version = String(parts.version).padStart(3, '0');
  const check = certificateCheckDigit(typeCode + organCode + serial + version);
  return [root, typeCode, organCode, serial, version, check].join('.');
}

/** Whether a text is a certificate identifier with the right check character. */
export function checkCertificateIdentifier(text: string): IdentifierCheck {
  const match = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{18})\.([0-9A-Z]{4,11})\.(\d{3})\.([0-9A-Z])$/.exec(
    text,
  );
  if (match === null) return wrong('length');
  const expected = certificateCheckDigit(match.slice(1, 5).join(''));
  return match[5] === expected ? { valid: true, value: text } : wrong('check-digit', expected);
}
