import { drawArtwork } from './artwork.js';
import type { Sheet } from './sheet.js';

/** A hundredth of a point: finer is not seen, and every digit is stored in every certificate. */
const fine = (value: number): number => Math.round(value * 100) / 100;

const gold = '#a98239';
const deep = '#8c1a1f';

/** A line of waves along one edge; two of them, half a wave apart, make the plait between the frames. */
function drawWave(sheet: Sheet, from: [number, number], to: [number, number], shift: number): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const waves = Math.round(length / 14);
  const point = (t: number): [number, number] => {
    const swing = 3.4 * Math.sin((t / length) * waves * 2 * Math.PI + shift);
    return [fine(from[0] + ux * t - uy * swing), fine(from[1] + uy * t + ux * swing)];
  };
  sheet.moveTo(...point(0));
  const steps = waves * 10;
  for (let step = 1; step <= steps; step += 1) sheet.lineTo(...point((step / steps) * length));
  sheet.lineWidth(0.55).stroke(gold);
}

function drawCorner(sheet: Sheet, x: number, y: number): void {
  sheet.save().translate(x, y).rotate(45);
  sheet.rect(-8, -8, 16, 16).lineWidth(1).fillAndStroke('#fffdf8', gold);
  sheet.rect(-4, -4, 8, 8).fill(deep);
  sheet.restore();
}

/** A pale rosette behind the text, as security paper has. */
function drawRosette(sheet: Sheet, x: number, y: number, radius: number): void {
  sheet.save().translate(x, y).strokeOpacity(0.13);
  drawArtwork(sheet, `rosette ${radius}`, [-radius, -radius, radius, radius], () => drawRings(sheet, radius));
  sheet.restore();
}

function drawRings(sheet: Sheet, radius: number): void {
  sheet.lineWidth(0.5);
  for (let ring = 0; ring < 9; ring += 1) {
    const middle = radius * (0.35 + ring * 0.065);
    for (let step = 0; step <= 240; step += 1) {
      const angle = (step * Math.PI) / 120;
      const length = middle + radius * 0.12 * Math.sin(12 * angle + ring * 0.7);
      const at: [number, number] = [fine(Math.cos(angle) * length), fine(Math.sin(angle) * length)];
      if (step === 0) sheet.moveTo(...at);
      else sheet.lineTo(...at);
    }
    sheet.closePath().stroke(gold);
  }
}

const [outer, middle, inner] = [24, 33, 42];

function drawBorder(sheet: Sheet, width: number, height: number): void {
  sheet
    .rect(outer, outer, width - 2 * outer, height - 2 * outer)
    .lineWidth(2.6)
    .stroke(deep);
  sheet
    .rect(inner, inner, width - 2 * inner, height - 2 * inner)
    .lineWidth(0.9)
    .stroke(deep);
  const corners: [number, number][] = [
    [middle, middle],
    [width - middle, middle],
    [width - middle, height - middle],
    [middle, height - middle],
  ];
  corners.forEach((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner;
    drawWave(sheet, corner, next, 0);
    drawWave(sheet, corner, next, Math.PI);
  });
  for (const corner of corners) drawCorner(sheet, ...corner);
}

/**
 * Draws paper, frame and rosette of a certificate over the whole page.
 * @returns the inner rectangle for text: left, top, width, height
 */
export function drawFrame(sheet: Sheet): { left: number; top: number; width: number; height: number } {
  const { width, height } = sheet.page;
  sheet.rect(0, 0, width, height).fill('#fffdf8');
  drawRosette(sheet, width / 2, height / 2, Math.min(width, height) * 0.42);
  drawArtwork(sheet, `border ${width} ${height}`, [0, 0, width, height], () => drawBorder(sheet, width, height));
  const gap = inner + 26;
  return { left: gap, top: gap, width: width - 2 * gap, height: height - 2 * gap };
}
