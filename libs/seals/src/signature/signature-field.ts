import { SealError } from '../seal.errors.js';
import { readPdfTail } from './pdf-tail.js';

/** What the signature dictionary says in words; the proof is in the CMS. */
export interface SealStatement {
  readonly reason: string;
  readonly organName: string;
  readonly signedAt: Date;
}

/** UTF-16 with a byte order mark as a hex string: Chinese survives every later copy, and no text can end the string. */
function pdfText(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
}

function pdfDate(moment: Date): string {
  return `(D:${moment.toISOString().slice(0, 19).replaceAll(/[-T:]/gu, '')}Z)`;
}

function signatureDictionary(statement: SealStatement, contentsBytes: number): string {
  const hole = '/**********';
  return [
    '<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /adbe.pkcs7.detached',
    `/ByteRange [0 ${hole} ${hole} ${hole}]`,
    `/Contents <${'00'.repeat(contentsBytes)}>`,
    `/Reason ${pdfText(statement.reason)}\n/Name ${pdfText(statement.organName)}`,
    `/M ${pdfDate(statement.signedAt)}\n>>`,
  ].join('\n');
}

function withAnnotation(page: string, widget: number): string {
  if (!page.includes('/Annots')) return `${page}\n/Annots [${widget} 0 R]`;
  if (!/\/Annots \[/u.test(page)) {
    throw new SealError('seal.document-unsupported', '该 PDF 不能加盖印章。This PDF cannot be sealed: shared notes.');
  }
  return page.replace('/Annots [', `/Annots [${widget} 0 R `);
}

/**
 * Appends an empty signature field to a document (incremental update, ISO 32000-1, 7.5.6) for the signing tool to fill.
 * Written here because the stock placeholder stores Chinese reason and name as broken text.
 * @param contentsBytes room for the CMS
 * @throws SealError `seal.already-sealed`, `seal.document-unsupported`
 */
export function addSignatureField(pdf: Uint8Array, statement: SealStatement, contentsBytes: number): Buffer {
  if (Buffer.from(pdf).includes('/ByteRange')) {
    throw new SealError('seal.already-sealed', '文书已加盖印章。The document is sealed already.');
  }
  const tail = readPdfTail(pdf);
  const [signature, widget, form] = [tail.size, tail.size + 1, tail.size + 2];
  const added: [number, string][] = [
    [tail.root, `<<${tail.objectBody(tail.root)}\n/AcroForm ${form} 0 R\n>>`],
    [tail.lastPage, `<<${withAnnotation(tail.objectBody(tail.lastPage), widget)}\n>>`],
    [signature, signatureDictionary(statement, contentsBytes)],
    [
      widget,
      `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/Rect [0 0 0 0]\n/F 132\n/T (Seal)\n` +
        `/V ${signature} 0 R\n/P ${tail.lastPage} 0 R\n>>`,
    ],
    [form, `<<\n/SigFlags 3\n/Fields [${widget} 0 R]\n>>`],
  ];
  const parts = [tail.text.endsWith('\n') ? tail.text : `${tail.text}\n`];
  let offset = parts[0]?.length ?? 0;
  const rows = added.map(([number, body]) => {
    const part = `${number} 0 obj\n${body}\nendobj\n`;
    const row = { number, text: `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n` };
    parts.push(part);
    offset += part.length;
    return row;
  });
  const table = rows.sort((a, b) => a.number - b.number).map((row) => row.text);
  parts.push(
    `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer\n<<\n/Size ${tail.size + 3}\n/Root ${tail.root} 0 R\n` +
      `${tail.kept}\n/Prev ${tail.startXref}\n>>\nstartxref\n${offset}\n%%EOF`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}
