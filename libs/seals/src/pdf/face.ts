import { charstringOf, type PathCommand } from './charstring.js';
import { defaultWidth, type DrawnGlyph, GlyphSubset } from './glyph-subset.js';

/** A glyph as the font library gives it. */
interface ParsedGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly path: { readonly commands: readonly PathCommand[]; toSVG(): string };
}

interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The part of a parsed font used here; pdfkit's types do not say that it has one. */
export interface ParsedFont {
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: Box;
  readonly post: object;
  readonly head: object;
  readonly 'OS/2': object;
  glyphForCodePoint(codePoint: number): ParsedGlyph;
  getGlyph(id: number): ParsedGlyph;
}

/** A glyph of a face, taken out of its font once. */
export interface FaceGlyph extends DrawnGlyph {
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
  /** The outline in font units, y upwards. */
  readonly svg: string;
}

/** A text in glyphs. pdfkit scales the positions in place, so each text has its own. */
export interface Line {
  readonly glyphs: FaceGlyph[];
  readonly positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
  readonly advanceWidth: number;
}

/**
 * A face that documents are drawn with: what pdfkit asks of a font, without its shaping and subsetting, which took nine
 * tenths of a paper's time. Chinese and Latin letters stand one beside the other as they come: nothing is lost.
 */
export class Face {
  private readonly byCodePoint = new Map<number, FaceGlyph>();
  private readonly byId = new Map<number, FaceGlyph>();
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: Box;
  readonly post: object;
  readonly head: object;
  readonly 'OS/2': object;

  /** @param font as parsed; kept for glyphs not met before */
  constructor(private readonly font: ParsedFont) {
    this.unitsPerEm = font.unitsPerEm;
    this.postscriptName = font.postscriptName;
    this.ascent = font.ascent;
    this.descent = font.descent;
    this.lineGap = font.lineGap;
    this.xHeight = font.xHeight;
    this.capHeight = font.capHeight;
    this.italicAngle = font.italicAngle;
    this.bbox = font.bbox;
    this.post = font.post;
    this.head = font.head;
    this['OS/2'] = font['OS/2'];
  }

  /** The text's glyphs, one for each code point. */
  layout(text: string): Line {
    const glyphs = Array.from(text, (letter) => this.glyphFor(letter.codePointAt(0) ?? 0));
    const positions = glyphs.map((glyph) => ({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
    return { glyphs, positions, advanceWidth: glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) };
  }

  /** A glyph by its id. */
  getGlyph(id: number): FaceGlyph {
    return this.byId.get(id) ?? this.take(this.font.getGlyph(id), []);
  }

  /** An empty subset, to be filled by one document. */
  createSubset(): GlyphSubset {
    return new GlyphSubset(this.postscriptName, (id) => this.getGlyph(id));
  }

  private glyphFor(codePoint: number): FaceGlyph {
    const known = this.byCodePoint.get(codePoint);
    if (known !== undefined) return known;
    const made = this.take(this.font.glyphForCodePoint(codePoint), [codePoint]);
    this.byCodePoint.set(codePoint, made);
    return made;
  }

  private take(glyph: ParsedGlyph, codePoints: readonly number[]): FaceGlyph {
    const { id, advanceWidth, path } = glyph;
    const width = advanceWidth === defaultWidth ? undefined : Math.round(advanceWidth);
    const made = { id, advanceWidth, codePoints, svg: path.toSVG(), charstring: charstringOf(path.commands, width) };
    this.byId.set(id, made);
    return made;
  }
}
