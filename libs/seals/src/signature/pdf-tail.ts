import { SealError } from '../seal.errors.js';

/** What an addition to a PDF must know of it: where its objects lie and which of them it extends. */
export interface PdfTail {
  readonly text: string;
  readonly startXref: number;
  readonly size: number;
  readonly root: number;
  /** The trailer entries other than Size, Root and Prev that the addition repeats. */
  readonly kept: string;
  readonly lastPage: number;
  objectBody(number: number): string;
}

function unsupported(why: string): SealError {
  return new SealError(
    'seal.document-unsupported',
    `该 PDF 不能加盖印章（${why}）。This PDF cannot be sealed: ${why}.`,
  );
}

function firstGroup(text: string, shape: RegExp, what: string): string {
  const found = shape.exec(text)?.[1];
  if (found === undefined) throw unsupported(what);
  return found;
}

/** Reads the one classic cross-reference section that a freshly drawn document has. */
function readOffsets(text: string, startXref: number): number[] {
  const head = /^xref\r?\n0 (\d+) ?\r?\n/u.exec(text.slice(startXref, startXref + 40));
  if (!head) throw unsupported('no cross-reference table');
  const from = startXref + head[0].length;
  return Array.from({ length: Number(head[1]) }, (_, row) => {
    const line = text.slice(from + row * 20, from + row * 20 + 20);
    if (!/^\d{10} \d{5} [nf]/u.test(line)) throw unsupported('broken cross-reference table');
    return Number(line.slice(0, 10));
  });
}

/**
 * Finds the catalogue and the last page of a document as the renderers of this library write it: one section, classic
 * cross-reference table.
 * @throws SealError `seal.document-unsupported`
 */
export function readPdfTail(pdf: Uint8Array): PdfTail {
  const text = Buffer.from(pdf).toString('latin1');
  const startXref = Number(firstGroup(text.slice(-64), /startxref\s+(\d+)\s+%%EOF\s*$/u, 'no end mark'));
  const offsets = readOffsets(text, startXref);
  const trailer = firstGroup(text.slice(startXref), /trailer\s*<<([\s\S]*)>>\s*startxref/u, 'no trailer');
  if (/\/(?:Prev|Encrypt|XRefStm)\b/u.test(trailer)) throw unsupported('already extended or encrypted');
  const objectBody = (number: number): string => {
    const offset = offsets[number];
    if (offset === undefined) throw unsupported('missing object');
    const end = text.indexOf('endobj', offset);
    return firstGroup(text.slice(offset, end), /^\d+ 0 obj\s*<<([\s\S]*)>>\s*$/u, 'unreadable object');
  };
  const root = Number(firstGroup(trailer, /\/Root (\d+) 0 R/u, 'no catalogue'));
  const pages = Number(firstGroup(objectBody(root), /\/Pages (\d+) 0 R/u, 'no pages'));
  const kids = firstGroup(objectBody(pages), /\/Kids \[([^\]]*)\]/u, 'no pages');
  const lastPage = Number(firstGroup(kids.trim(), /(\d+) 0 R$/u, 'no pages'));
  const info = /\/Info \d+ 0 R/u.exec(trailer)?.[0] ?? '';
  const id = /\/ID \[[^\]]*\]/u.exec(trailer)?.[0] ?? '';
  return { text, startXref, size: offsets.length, root, kept: `${info}\n${id}`, lastPage, objectBody };
}
