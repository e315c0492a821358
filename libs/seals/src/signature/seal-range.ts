import type { SealFault } from './seal-check.js';

/** The two parts a seal is computed over, and the CMS between them. */
export interface SealRange {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly cms: Uint8Array;
}

/** Length of the outermost DER SEQUENCE, header included. */
function derLength(bytes: Uint8Array): number | undefined {
  const first = bytes[1] ?? 0;
  if (bytes[0] !== 0x30 || first === 0x80 || first > 0x84) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first - 0x80;
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + (bytes[2 + i] ?? 0);
  return 2 + count + length;
}

/** Decodes `<hex>`: one SEQUENCE, then nothing but the padding zeros of the placeholder. */
function readHole(hole: string): Uint8Array | undefined {
  if (!/^<(?:[0-9a-f]{2})+>$/iu.test(hole)) return undefined;
  const bytes = new Uint8Array(Buffer.from(hole.slice(1, -1), 'hex'));
  const length = derLength(bytes);
  if (length === undefined || length > bytes.length) return undefined;
  return bytes.subarray(length).every((byte) => byte === 0) ? bytes.subarray(0, length) : undefined;
}

/**
 * Finds the seal of a PDF and holds its byte range against the file: it must leave out the signature and nothing else, so
 * that neither an appended revision nor a second byte range changes what is shown (ISO 32000-1, 12.8.1).
 */
export function findSealRange(pdf: Uint8Array): SealRange | SealFault {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const ranges = [
    ...text.matchAll(/\/ByteRange\s{0,8}\[\s{0,8}(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s{0,64}\]/gu),
  ];
  const first = ranges[0];
  if (!first) return text.includes('/ByteRange') ? 'malformed' : 'no-seal';
  const [start, until = 0, from = 0, length = 0] = first.slice(1).map(Number);
  if (start !== 0 || until >= from || from + length > pdf.length) return 'malformed';
  if (from + length < pdf.length) return 'content-after-seal';
  if (ranges.length > 1 || text.split('/ByteRange').length !== 2) return 'malformed';
  const cms = readHole(text.slice(until, from));
  return cms ? { before: pdf.subarray(0, until), after: pdf.subarray(from), cms } : 'malformed';
}
