import { existsSync } from 'node:fs';

/** One face in a font file; `name` is its PostScript name when the file is a collection. */
export interface FontFace {
  readonly file: string;
  readonly name?: string;
}

/** The two faces a document is drawn with. */
export interface CjkFont {
  readonly regular: FontFace;
  readonly bold: FontFace;
}

/** Where the Noto CJK collections are installed: Debian and Ubuntu, Alpine, Arch, Fedora. */
const folders = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/noto',
  '/usr/share/fonts/noto-cjk',
  '/usr/share/fonts/google-noto-serif-cjk-fonts',
  '/usr/share/fonts/google-noto-sans-cjk-fonts',
];

function faceIn(folder: string, family: 'Serif' | 'Sans', weight: 'Regular' | 'Bold'): FontFace | undefined {
  const file = `${folder}/Noto${family}CJK-${weight}.ttc`;
  return existsSync(file) ? { file, name: `Noto${family}CJKsc-${weight}` } : undefined;
}

/**
 * Looks for a simplified Chinese font in the usual places; Song (serif) before Hei (sans), as official papers are set.
 * @param places folders to look in, in order
 * @returns undefined when there is none; a missing bold weight is replaced by the regular one
 */
export function findCjkFont(places: readonly string[] = folders): CjkFont | undefined {
  for (const family of ['Serif', 'Sans'] as const) {
    for (const folder of places) {
      const regular = faceIn(folder, family, 'Regular');
      if (regular) return { regular, bold: faceIn(folder, family, 'Bold') ?? regular };
    }
  }
  return undefined;
}
