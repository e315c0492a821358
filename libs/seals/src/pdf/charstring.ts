/** A segment of an outline as the font library gives it, in font units. */
export interface PathCommand {
  readonly command: string;
  readonly args: readonly number[];
}

const operator = { rlineto: 5, rrcurveto: 8, endchar: 14, rmoveto: 21 } as const;

/** A number as Type 2 charstrings write it (Adobe Technical Note 5177, 3.2). */
function number(value: number): number[] {
  if (value >= -107 && value <= 107) return [value + 139];
  if (value >= 108 && value <= 1131) return [247 + ((value - 108) >> 8), (value - 108) & 255];
  if (value >= -1131 && value <= -108) return [251 + ((-value - 108) >> 8), (-value - 108) & 255];
  return [28, (value >> 8) & 255, value & 255];
}

/** A quadratic curve (TrueType) as the cubic one that draws the same line. */
function asCubic({ command, args }: PathCommand, from: readonly [number, number]): readonly number[] {
  if (command !== 'quadraticCurveTo') return args;
  const [cx = 0, cy = 0, x = 0, y = 0] = args;
  const [fromX, fromY] = from;
  return [(fromX + 2 * cx) / 3, (fromY + 2 * cy) / 3, (x + 2 * cx) / 3, (y + 2 * cy) / 3, x, y];
}

const operators: Readonly<Record<string, number>> = {
  moveTo: operator.rmoveto,
  lineTo: operator.rlineto,
  quadraticCurveTo: operator.rrcurveto,
  bezierCurveTo: operator.rrcurveto,
};

/** Most operands that may stand before an operator (Technical Note 5177, appendix B). */
const mostOperands = 48;

/**
 * An outline as a Type 2 charstring (Adobe Technical Note 5177) without hints and subroutines, so that it stands alone.
 * Lines that follow each other share one operator, as curves do.
 *
 * @param commands the outline; points off the grid of font units are moved onto it
 * @param width the glyph's advance; left out when it is the subset's default
 * @returns the bytes
 */
export function charstringOf(commands: readonly PathCommand[], width: number | undefined): Uint8Array {
  const bytes: number[] = width === undefined ? [] : number(width);
  let at: [number, number] = [0, 0];
  let open = { code: 0, operands: 0 };
  for (const one of commands) {
    const code = operators[one.command];
    // A Type 2 outline closes by itself.
    if (code === undefined) continue;
    const points = asCubic(one, at);
    const shares = code === open.code && code !== operator.rmoveto && open.operands + points.length <= mostOperands;
    if (open.code !== 0 && !shares) bytes.push(open.code);
    open = { code, operands: points.length + (shares ? open.operands : 0) };
    for (let next = 0; next < points.length; next += 2) {
      const to: [number, number] = [Math.round(points[next] ?? 0), Math.round(points[next + 1] ?? 0)];
      bytes.push(...number(to[0] - at[0]), ...number(to[1] - at[1]));
      at = to;
    }
  }
  if (open.code !== 0) bytes.push(open.code);
  bytes.push(operator.endchar);
  return Uint8Array.from(bytes);
}
