/** A glyph drawn by itself: its charstring needs nothing of the font it came from. */
export interface DrawnGlyph {
  readonly id: number;
  readonly charstring: Uint8Array;
}

/** The advance that charstrings leave out: Chinese characters are one em wide. */
export const defaultWidth = 1_000;

const firstOwnString = 391;

/** An INDEX (Adobe Technical Note 5176, 5). */
function index(items: readonly Uint8Array[]): Buffer {
  if (items.length === 0) return Buffer.from([0, 0]);
  const offsets = Buffer.alloc(3 + (items.length + 1) * 4);
  offsets.writeUInt16BE(items.length, 0);
  offsets.writeUInt8(4, 2);
  let offset = 1;
  items.forEach((item, place) => {
    offsets.writeUInt32BE(offset, 3 + place * 4);
    offset += item.length;
  });
  offsets.writeUInt32BE(offset, 3 + items.length * 4);
  return Buffer.concat([offsets, ...items]);
}

/** An entry of a DICT, its operands in five bytes each so that offsets do not move what they point to. */
function entry(operands: readonly number[], ...operator: number[]): Buffer {
  const bytes = operands.map((operand) => {
    const number = Buffer.alloc(5, 29);
    number.writeInt32BE(operand, 1);
    return number;
  });
  return Buffer.concat([...bytes, Buffer.from(operator)]);
}

const big = (value: number): [number, number] => [(value >> 8) & 255, value & 255];

/**
 * The glyphs a document uses, as a CID-keyed CFF font (Adobe Technical Note 5176). It is written from outlines that were
 * taken out of the font once, which costs a fiftieth of taking a subset out of the font for each document anew.
 */
export class GlyphSubset {
  /** pdfkit asks whether it is CFF. */
  readonly cff = true;
  private readonly places = new Map<number, number>();
  private readonly charstrings: Uint8Array[] = [];

  /**
   * @param name PostScript name of the face
   * @param glyphOf a glyph by its id in the face
   */
  constructor(
    private readonly name: string,
    private readonly glyphOf: (id: number) => DrawnGlyph,
  ) {
    this.includeGlyph(0);
  }

  /** Takes a glyph in. @returns its number in the subset */
  includeGlyph(id: number): number {
    const known = this.places.get(id);
    if (known !== undefined) return known;
    const place = this.charstrings.length;
    this.places.set(id, place);
    this.charstrings.push(this.glyphOf(id).charstring);
    return place;
  }

  /** @returns the font file */
  encode(): Buffer {
    const count = this.charstrings.length;
    const head = Buffer.concat([Buffer.from([1, 0, 4, 4]), index([Buffer.from(this.name)])]);
    const strings = Buffer.concat([index([Buffer.from('Adobe'), Buffer.from('Identity')]), index([])]);
    const charset = Buffer.from(count > 1 ? [2, ...big(1), ...big(count - 2)] : [0]);
    const select = Buffer.from([3, ...big(1), ...big(0), 0, ...big(count)]);
    const charstrings = index(this.charstrings);
    const privateDict = Buffer.concat([entry([defaultWidth], 20), entry([0], 21)]);
    const sizeOfTop = index([topDict(count, [0, 0, 0, 0])]).length;
    const offsets: number[] = [];
    let at = head.length + sizeOfTop + strings.length;
    for (const part of [charset, select, charstrings, privateDict]) {
      offsets.push(at);
      at += part.length;
    }
    const [charsetAt = 0, selectAt = 0, charstringsAt = 0, privateAt = 0] = offsets;
    const fonts = index([entry([privateDict.length, privateAt], 18)]);
    const top = index([topDict(count, [charsetAt, selectAt, charstringsAt, at])]);
    return Buffer.concat([head, top, strings, charset, select, charstrings, privateDict, fonts]);
  }
}

function topDict(count: number, [charset = 0, select = 0, charstrings = 0, fonts = 0]: readonly number[]): Buffer {
  return Buffer.concat([
    entry([firstOwnString, firstOwnString + 1, 0], 12, 30),
    entry([count], 12, 34),
    entry([charset], 15),
    entry([charstrings], 17),
    entry([fonts], 12, 36),
    entry([select], 12, 37),
  ]);
}
