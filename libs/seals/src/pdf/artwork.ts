import { deflateSync } from 'node:zlib';
import type { Sheet } from './sheet.js';

/** An object of a document as pdfkit has it. */
interface Part {
  readonly buffer: Uint8Array[];
  end(bytes: Uint8Array): void;
}

/** What of a sheet is used here and missing in the types of pdfkit. */
interface OpenSheet {
  readonly page: { readonly content: Part; readonly xobjects: Record<string, Part> };
  ref(entries: Record<string, unknown>): Part;
  addContent(operators: string): void;
}

/** Left, top, right and bottom of what is drawn, points. */
type Box = readonly [number, number, number, number];

const kept = new Map<string, Buffer>();

/** Draws on the page, then takes back what was written: the operators alone. */
function operatorsOf(sheet: Sheet, draw: (sheet: Sheet) => void): Buffer {
  const { buffer } = (sheet as unknown as OpenSheet).page.content;
  const before = buffer.length;
  draw(sheet);
  return Buffer.concat(buffer.splice(before));
}

/**
 * Draws line work that many papers share: frame, rosette, a department's seal. A process draws and compresses it once; each
 * document then takes it in as a form (ISO 32000-1, 8.10), which costs next to nothing.
 *
 * @param key names what is drawn, entirely: the same key must always be the same drawing
 * @param box around it, in the coordinates it is drawn in
 * @param draw draws in paths and colours alone; fonts and opacity belong to the page, so set these before
 */
export function drawArtwork(sheet: Sheet, key: string, box: Box, draw: (sheet: Sheet) => void): void {
  const bytes = kept.get(key) ?? deflateSync(operatorsOf(sheet, draw));
  kept.set(key, bytes);
  const open = sheet as unknown as OpenSheet;
  const form = open.ref({ Type: 'XObject', Subtype: 'Form', BBox: box, Resources: {}, Filter: 'FlateDecode' });
  form.end(bytes);
  const { xobjects } = open.page;
  const name = `Art${Object.keys(xobjects).length + 1}`;
  xobjects[name] = form;
  open.addContent(`/${name} Do`);
}
