import { drawArtwork } from './artwork.js';
import { cleanLine, type SealMark } from './models.js';
import { faceName, outlinesOf, type Sheet } from './sheet.js';

/** Radius of a department's seal: 42 mm across (国发〔1999〕25号), in points. */
export const sealRadius = 59.5;
const red = '#d4151b';
/** Widest part of the circle the organ's name takes, degrees. */
const widestArc = 258;

function drawStar(sheet: Sheet, radius: number): void {
  const corner = (index: number): [number, number] => {
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    const length = index % 2 === 0 ? radius : radius * 0.382;
    return [Math.cos(angle) * length, Math.sin(angle) * length];
  };
  sheet.polygon(...Array.from({ length: 10 }, (_, index) => corner(index))).fill(red);
}

/** The name along the arc: upright at the top, feet towards the star, narrower the longer it is. */
function drawArc(sheet: Sheet, name: string): void {
  const { glyphs, em } = outlinesOf(sheet, 'bold', name);
  const step = Math.min(25, widestArc / Math.max(glyphs.length, 1));
  const height = glyphs.length > 18 ? 12.5 : 14.5;
  const middle = sealRadius - 5.5 - height / 2;
  const room = (step * Math.PI * middle) / 180;
  const narrow = Math.min(0.92, (room * 0.94) / height);
  glyphs.forEach((glyph, index) => {
    const turn = (index - (glyphs.length - 1) / 2) * step;
    sheet.save().rotate(turn).translate(0, -middle);
    drawOutline(sheet, glyph, { em, height, narrow });
    sheet.restore();
  });
}

function drawOutline(
  sheet: Sheet,
  glyph: { svg: string; width: number },
  cut: { em: number; height: number; narrow: number },
): void {
  const unit = cut.height / cut.em;
  // ideographs sit between -0.12 em and 0.88 em: 0.38 em above the baseline is their middle
  sheet.scale(unit * cut.narrow, -unit).translate(-glyph.width / 2, -0.38 * cut.em);
  if (glyph.svg !== '') sheet.path(glyph.svg).fill(red);
}

function drawKind(sheet: Sheet, kind: string): void {
  const { glyphs, em } = outlinesOf(sheet, 'bold', kind);
  const height = 11.5;
  const step = Math.min(height * 1.05, 74 / Math.max(glyphs.length, 1));
  glyphs.forEach((glyph, index) => {
    sheet.save().translate((index - (glyphs.length - 1) / 2) * step, sealRadius * 0.56);
    drawOutline(sheet, glyph, { em, height, narrow: Math.min(1, (step * 0.96) / height) });
    sheet.restore();
  });
}

/**
 * Draws a round official seal: ring, five-pointed star, organ along the arc, kind of seal below. The letters are outlines,
 * so that copying or searching the text of the paper is not disturbed by them.
 * @param x centre, points from the left
 * @param y centre, points from the top
 */
export function drawSealMark(sheet: Sheet, mark: SealMark, x: number, y: number): void {
  const name = cleanLine(mark.organName);
  const box = [-sealRadius, -sealRadius, sealRadius, sealRadius] as const;
  sheet.save().translate(x, y).fillOpacity(0.86).strokeOpacity(0.86);
  drawArtwork(sheet, `seal ${faceName(sheet, 'bold')} ${mark.sealKind} ${name}`, box, () => {
    sheet
      .circle(0, 0, sealRadius - 1.7)
      .lineWidth(3.4)
      .stroke(red);
    drawStar(sheet, 18.5);
    drawArc(sheet, name);
    drawKind(sheet, mark.sealKind);
  });
  sheet.restore();
}
