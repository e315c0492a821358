import { readFileSync } from 'node:fs';
import PdfDocument from 'pdfkit';
import { SealError } from '../seal.errors.js';
import type { CjkFont, FontFace } from './cjk-font.js';
import { Face, type ParsedFont } from './face.js';
import { cleanLine } from './models.js';

/** A PDF being drawn, points from the top left, with the faces `regular` and `bold`. */
export type Sheet = PDFKit.PDFDocument;

/** A glyph as its outline, in font units, y upwards. */
export interface Outline {
  readonly svg: string;
  readonly width: number;
}

/** pdfkit also takes a font it has parsed before; its types do not say so. */
interface FontRegister {
  registerFont(alias: string, source?: Face | PDFKit.Mixins.PDFFontSource, family?: string): unknown;
}

const faces = new Map<string, Face>();

function hasFont(sheet: object): sheet is { readonly _font: { readonly font: unknown } } {
  return '_font' in sheet && typeof sheet._font === 'object' && sheet._font !== null && 'font' in sheet._font;
}

/** The font a sheet draws with: pdfkit has it, but its types do not say so. */
function fontIn(sheet: object): unknown {
  if (hasFont(sheet)) return sheet._font.font;
  throw new SealError('seal.font-missing', '中文字体无法读取。The Chinese font cannot be read.');
}

function parse(face: FontFace): ParsedFont {
  const sheet = new PdfDocument({ autoFirstPage: false, font: '' });
  try {
    sheet.registerFont(face.file, readFileSync(face.file), face.name).font(face.file);
  } catch (error) {
    throw new SealError('seal.font-missing', '中文字体无法读取。The Chinese font cannot be read.', { cause: error });
  }
  return fontIn(sheet) as ParsedFont;
}

/** Parsing a CJK collection takes a tenth of a second and 25 MB, so that a process does it once a face. */
function useFace(sheet: Sheet, alias: string, face: FontFace): void {
  const key = `${face.file}#${face.name ?? ''}`;
  const made = faces.get(key) ?? new Face(parse(face));
  faces.set(key, made);
  const register: FontRegister = sheet;
  register.registerFont(alias, made);
}

/** What a document says of itself besides its text. */
export interface SheetOrder {
  readonly title: string;
  readonly organ: string;
  readonly date: Date;
  readonly layout: 'portrait' | 'landscape';
  readonly margins: { top: number; bottom: number; left: number; right: number };
}

/** @returns an A4 document, first page open, whose bytes depend on the order and what is drawn alone */
export function openSheet(order: SheetOrder, font: CjkFont): Sheet {
  // the title is copied into an XML packet without escaping
  const xmlSafe = (text: string) => cleanLine(text).replaceAll(/[<>&]/gu, ' ');
  const sheet = new PdfDocument({
    size: 'A4',
    layout: order.layout,
    margins: order.margins,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    // no Helvetica: every letter comes from the two faces
    font: '',
    info: {
      Title: xmlSafe(order.title),
      Author: xmlSafe(order.organ),
      Creator: 'Yichuang',
      CreationDate: order.date,
      ModDate: order.date,
    },
  });
  useFace(sheet, 'regular', font.regular);
  useFace(sheet, 'bold', font.bold);
  return sheet;
}

/** Ends the document. @returns its bytes */
export async function closeSheet(sheet: Sheet): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    sheet.on('data', (part: Buffer) => parts.push(part));
    sheet.on('end', resolve);
    sheet.on('error', reject);
  });
  // What is still to be written is fonts, whose outlines hardly shrink: compressing them costs more than drawing a page.
  sheet.compress = false;
  sheet.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Outlines of a text's glyphs at one point a font unit.
 * @returns outlines and the units in one em
 */
export function outlinesOf(sheet: Sheet, face: 'regular' | 'bold', text: string): { glyphs: Outline[]; em: number } {
  sheet.font(face);
  const made = fontIn(sheet) as Face;
  const glyphs = made.layout(text).glyphs.map(({ svg, advanceWidth }) => ({ svg, width: advanceWidth }));
  return { glyphs, em: made.unitsPerEm };
}

/** @returns PostScript name of a sheet's face, which it then draws with */
export function faceName(sheet: Sheet, face: 'regular' | 'bold'): string {
  sheet.font(face);
  return (fontIn(sheet) as Face).postscriptName;
}

/** Largest size, in half points from `most` down, at which a text fits one line of a width. */
export function sizeToFit(sheet: Sheet, text: string, width: number, most: number, spacing = 0): number {
  let size = most;
  while (size > 8 && sheet.fontSize(size).widthOfString(text, { characterSpacing: spacing }) > width) size -= 0.5;
  return size;
}

/** Draws outside the text area (footers) without starting a new page. */
export function inMargin(sheet: Sheet, draw: () => void): void {
  const { bottom } = sheet.page.margins;
  sheet.page.margins.bottom = 0;
  draw();
  sheet.page.margins.bottom = bottom;
}
