import { cleanLine, clean, type NoticeTable } from './models.js';
import { SealError } from '../seal.errors.js';
import type { Sheet } from './sheet.js';

const padding = { x: 6, y: 5 };
const textSize = 10.5;
const lineGap = 1.5;
const rule = '#333333';

/** Width of a text in halves: a Chinese character takes two. */
function visualLength(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
}

/** Width a column needs for its longest text on one line, points. */
function naturalWidths(sheet: Sheet, columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const room = (text: string) => sheet.widthOfString(text) + 2 * padding.x + 2;
  return columns.map((title, column) => {
    sheet.font('bold').fontSize(textSize);
    const head = room(title);
    sheet.font('regular');
    return Math.max(head, ...rows.map((row) => Math.max(...(row[column] ?? '').split('\n').map(room))));
  });
}

/**
 * Columns that need less than an even share of the width get what they need, so that 序号 and dates stay on one line; the
 * others divide the rest by their need.
 */
function columnWidths(natural: readonly number[], width: number): number[] {
  const short = new Set<number>();
  let rest = width;
  for (let settled = false; !settled;) {
    const share = rest / (natural.length - short.size);
    const column = natural.findIndex((need, index) => !short.has(index) && need <= share);
    settled = column === -1 || short.size === natural.length - 1;
    if (!settled) {
      short.add(column);
      rest -= natural[column] ?? 0;
    }
  }
  // by the root of it, or a column of long sentences would starve one of names
  const weight = (need: number) => Math.sqrt(need);
  const total = natural.reduce((sum, need, index) => (short.has(index) ? sum : sum + weight(need)), 0);
  return natural.map((need, index) => (short.has(index) ? need : (weight(need) / total) * rest));
}

function rowHeight(sheet: Sheet, cells: readonly string[], widths: readonly number[], face: string): number {
  sheet.font(face).fontSize(textSize);
  const heights = cells.map((cell, column) =>
    sheet.heightOfString(cell === '' ? '　' : cell, { width: (widths[column] ?? 0) - 2 * padding.x, lineGap }),
  );
  return Math.max(...heights) + 2 * padding.y;
}

type Align = 'left' | 'center';

interface Row {
  readonly cells: readonly string[];
  readonly widths: readonly number[];
  readonly aligns: readonly Align[];
  readonly height: number;
  readonly head: boolean;
}

function drawCells(sheet: Sheet, row: Row): void {
  const y = sheet.y;
  let x = sheet.page.margins.left;
  row.cells.forEach((cell, column) => {
    const width = row.widths[column] ?? 0;
    if (row.head) sheet.rect(x, y, width, row.height).fill('#f3efe8');
    sheet.rect(x, y, width, row.height).lineWidth(0.6).stroke(rule);
    const align = row.head ? 'center' : (row.aligns[column] ?? 'left');
    const inner = { width: width - 2 * padding.x, lineGap, align };
    sheet
      .font(row.head ? 'bold' : 'regular')
      .fontSize(textSize)
      .fillColor('#111111');
    const top = y + (row.height - sheet.heightOfString(cell === '' ? '　' : cell, inner)) / 2 + lineGap / 2;
    sheet.text(cell, x + padding.x, top, inner);
    x += width;
  });
  sheet.y = y + row.height;
}

/** Cuts a row taller than a page into rows that are not: a long defect goes on overleaf instead of being lost. */
function cutTall(sheet: Sheet, cells: readonly string[], widths: readonly number[], most: number): string[][] {
  if (rowHeight(sheet, cells, widths, 'regular') <= most) return [Array.from(cells)];
  const halves = cells.map((cell) => {
    const letters = Array.from(cell);
    const middle = letters.length > 12 ? Math.ceil(letters.length / 2) : letters.length;
    return [letters.slice(0, middle).join(''), letters.slice(middle).join('')] as const;
  });
  const rest = halves.map(([, second]) => second);
  if (rest.every((text) => text === '')) {
    throw new SealError('seal.content-too-long', '表格列数过多，无法排版。The table has too many columns to be drawn.');
  }
  return [halves.map(([first]) => first), rest].flatMap((half) => cutTall(sheet, half, widths, most));
}

/**
 * Draws a ruled table across the text width at the current line; the head repeats on every page it runs over to.
 * @throws SealError `seal.model-invalid` when a row has another number of cells than there are columns,
 *   `seal.content-too-long` when it cannot be set
 */
export function drawTable(sheet: Sheet, table: NoticeTable): void {
  const { columns, rows } = table;
  if (columns.length === 0 || rows.some((row) => row.length !== columns.length)) {
    throw new SealError('seal.model-invalid', '表格行列数不一致。A table row does not match its columns.');
  }
  const { page } = sheet;
  const titles = columns.map(cleanLine);
  const texts = rows.map((row) => row.map(clean));
  const width = page.width - page.margins.left - page.margins.right;
  const widths = columnWidths(naturalWidths(sheet, titles, texts), width);
  // numbers, dates and single words stand in the middle; a column with one sentence in it does not
  const aligns = titles.map((_, column) =>
    texts.every((cells) => visualLength(cells[column] ?? '') <= 10) ? 'center' : 'left',
  );
  const head: Row = { cells: titles, widths, aligns, height: rowHeight(sheet, titles, widths, 'bold'), head: true };
  const bottom = page.height - page.margins.bottom;
  const most = bottom - page.margins.top - head.height;
  const drawn = texts.flatMap((cells) => cutTall(sheet, cells, widths, most));
  let pending = true;
  for (const cells of drawn) {
    const height = rowHeight(sheet, cells, widths, 'regular');
    if (sheet.y + height + (pending ? head.height : 0) > bottom) {
      sheet.addPage();
      pending = true;
    }
    if (pending) drawCells(sheet, head);
    pending = false;
    drawCells(sheet, { cells, widths, aligns, height, head: false });
  }
  if (pending) drawCells(sheet, head);
}
