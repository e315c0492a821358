import QRCode from 'qrcode';
import type { Sheet } from './sheet.js';

/** Black modules of a row that stand side by side: where each run begins and how long it is. */
function runs(modules: QRCode.BitMatrix, row: number): [number, number][] {
  const found: [number, number][] = [];
  for (let column = 0; column < modules.size; column += 1) {
    if (!modules.get(row, column)) continue;
    const last = found.at(-1);
    if (last && last[0] + last[1] === column) last[1] += 1;
    else found.push([column, 1]);
  }
  return found;
}

/**
 * Draws a QR code (error correction M) as one filled path.
 * @param text what it says, an address to check the paper at
 * @param x left edge
 * @param y upper edge
 * @param side length of a side, quiet zone not included, points
 */
export function drawQrMark(sheet: Sheet, text: string, x: number, y: number, side: number): void {
  // As bytes, which addresses are: to look for a shorter mixture of modes takes longer than to draw.
  const { modules } = QRCode.create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  sheet.save();
  for (let row = 0; row < modules.size; row += 1) {
    for (const [from, length] of runs(modules, row)) {
      // a hair wider than the grid, or viewers show white seams
      sheet.rect(x + from * unit, y + row * unit, length * unit + 0.05, unit + 0.05);
    }
  }
  sheet.fill('#111111').restore();
}

/** Breaks an address, which has no spaces, wherever the line is full; three lines at most, for the code says it all. */
function broken(sheet: Sheet, address: string, width: number): string[] {
  const lines = [''];
  let taken = 0;
  for (const letter of address) {
    const needed = sheet.widthOfString(letter);
    if (taken + needed > width) {
      lines.push('');
      taken = 0;
    }
    lines[lines.length - 1] += letter;
    taken += needed;
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${(lines[2] ?? '').slice(0, -1)}…`] : lines;
}

/**
 * Draws the words beside a QR code, the address spelled out for those who cannot scan.
 * @param paper 文书 or 证照, with its English
 * @param width of the column, points
 */
export function drawQrCaption(
  sheet: Sheet,
  paper: { readonly zh: string; readonly en: string; readonly url: string },
  x: number,
  y: number,
  width: number,
): void {
  sheet.font('regular').fontSize(8).fillColor('#666666');
  const lines = [`扫描二维码核验${paper.zh}`, `Scan to verify this ${paper.en}`, ...broken(sheet, paper.url, width)];
  // line by line: the text flow would break the address a second time, at its punctuation
  lines.forEach((line, index) => sheet.text(line, x, y + index * 12, { lineBreak: false }));
}
