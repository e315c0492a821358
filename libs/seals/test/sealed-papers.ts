import PdfDocument from 'pdfkit';
import { sealPdf } from '../src/signature/seal-pdf.js';
import { createSealAuthority, createSealKey } from '../src/sm2/seal-key.js';
import { softwareSigner } from '../src/sm2/sm2-signer.js';

/** How long every certificate here is good. */
export const life = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };

/** Who certifies seals. */
export const subject = { organName: '示范省电子印章机构', organCode: '11430000006122244L' };

/** The authority that is trusted. */
export const authority = createSealAuthority(subject, life);

/** Who seals. */
export const organ = { organName: '临江市行政审批服务局', organCode: '11220000013544541J' };

/** The organ's seal. */
export const key = createSealKey(organ, authority, life);

/** The authorities that are trusted. */
export const trusted = [authority.certificateDer];

/** What is said with a seal. */
export const statement = {
  reason: '签发《受理通知书》(第1号)',
  organName: organ.organName,
  signedAt: new Date('2026-03-05T02:03:04.567Z'),
};

/** A PDF of two pages. @param text of the second; with a link on it when asked */
export async function draw(text: string, link = false): Promise<Uint8Array> {
  const sheet = new PdfDocument({ info: { CreationDate: new Date(0) } });
  const parts: Buffer[] = [];
  const ended = new Promise((resolve) => sheet.on('end', resolve).on('data', (part: Buffer) => parts.push(part)));
  sheet.text('first page').addPage().text(text);
  if (link) sheet.link(10, 10, 50, 50, 'https://hall.example/');
  sheet.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

/** A paper under the seal of the organ, or under another. */
export const sign = async (pdf: Uint8Array, by = key) => sealPdf(pdf, softwareSigner(by), statement);
