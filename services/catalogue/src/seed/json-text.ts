import { type SeedFault, SeedFileInvalid } from './seed-file.errors.js';

const token =
  /[ \t\r\n]*(?:("(?:[^"\\\r\n]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],:]))/y;

interface Token {
  raw: string;
  kind: 'string' | 'number' | 'word' | 'sign';
  line: number;
}

interface Place {
  /** JSON path, e.g. `$.items[3].name`. */
  path: string;
  /** JSON pointer (RFC 6901), e.g. `/items/3/name`. */
  pointer: string;
}

const root: Place = { path: '$', pointer: '' };

/**
 * A JSON text (RFC 8259) that knows on which line each of its values begins. A key given twice is a fault: one of the
 * two values would silently be lost.
 */
export class JsonText {
  readonly value: unknown;
  private readonly lines = new Map<string, number>();
  private readonly paths = new Map<string, string>();
  private at = 0;
  private line = 1;

  /**
   * @param file what to call it in messages
   * @param text the whole text
   * @throws SeedFileInvalid with the line of the first mistake in the JSON itself
   */
  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.value = this.readValue(this.next(root), root);
    if (this.text.slice(this.at).trim() !== '') throw this.broken('$', 'goes on after its end');
  }

  /** The line on which the value at a JSON path begins; of what would hold it when it is missing. */
  lineOf(path: string): number {
    for (let at = path; at !== ''; at = parentOf(at)) {
      const line = this.lines.get(at);
      if (line !== undefined) return line;
    }
    return 1;
  }

  /** The JSON path of a JSON pointer; that of what would hold the value when it is missing. */
  pathOf(pointer: string): string {
    return this.paths.get(pointer) ?? '$';
  }

  /** A fault at a JSON path. */
  fault(path: string, problem: string): SeedFault {
    return { path, line: this.lineOf(path), problem };
  }

  /** The file cannot be loaded for these faults. */
  refuse(faults: readonly SeedFault[]): SeedFileInvalid {
    return new SeedFileInvalid(this.file, faults);
  }

  private next(place: Place): Token {
    token.lastIndex = this.at;
    const found = token.exec(this.text);
    if (found === null) throw this.unreadable(place);
    const [whole, text, number, word, sign] = found;
    this.at = token.lastIndex;
    this.line += whole.split('\n').length - 1;
    const raw = text ?? number ?? word ?? sign ?? '';
    const kind = text !== undefined ? 'string' : number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    return { raw, kind, line: this.line };
  }

  private unreadable({ path }: Place): SeedFileInvalid {
    const blank = /^[ \t\r\n]*/.exec(this.text.slice(this.at))?.[0] ?? '';
    this.line += blank.split('\n').length - 1;
    const rest = this.text.slice(this.at + blank.length);
    if (rest === '') return this.broken(path, 'ends in the middle');
    return this.broken(path, `is not JSON at ${JSON.stringify(rest.slice(0, 12))}`);
  }

  private broken(path: string, problem: string): SeedFileInvalid {
    return this.refuse([{ path, line: this.line, problem }]);
  }

  private readValue(first: Token, place: Place): unknown {
    this.lines.set(place.path, first.line);
    this.paths.set(place.pointer, place.path);
    if (first.raw === '{') return this.readObject(place);
    if (first.raw === '[') return this.readList(place);
    if (first.kind === 'sign') throw this.broken(place.path, `is not JSON at ${JSON.stringify(first.raw)}`);
    return this.readPlain(first, place);
  }

  private readPlain({ raw }: Token, { path }: Place): unknown {
    try {
      return JSON.parse(raw) as unknown;
    } catch {
      throw this.broken(path, 'holds a wrong escape or a control character');
    }
  }

  private readObject(place: Place): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (let first = this.next(place); first.raw !== '}'; first = this.next(place)) {
      const name = entries.size === 0 ? first : this.afterComma(first, place);
      if (name.kind !== 'string') throw this.broken(place.path, `must name a field instead of ${name.raw}`);
      const key = String(this.readPlain(name, place));
      const inside = fieldOf(place, key);
      if (entries.has(key)) throw this.broken(inside.path, 'is given twice');
      if (this.next(place).raw !== ':') throw this.broken(inside.path, 'has no colon');
      entries.set(key, this.readValue(this.next(inside), inside));
    }
    return Object.fromEntries(entries);
  }

  private readList(place: Place): unknown[] {
    const list: unknown[] = [];
    for (let first = this.next(place); first.raw !== ']' || first.kind !== 'sign'; first = this.next(place)) {
      const { length } = list;
      const inside = { path: `${place.path}[${length}]`, pointer: `${place.pointer}/${length}` };
      list.push(this.readValue(length === 0 ? first : this.afterComma(first, place), inside));
    }
    return list;
  }

  private afterComma(first: Token, place: Place): Token {
    if (first.raw !== ',') throw this.broken(place.path, `lacks a comma before ${first.raw}`);
    return this.next(place);
  }
}

function fieldOf({ path, pointer }: Place, key: string): Place {
  const plain = /^[A-Za-z_]\w*$/.test(key);
  return {
    path: plain ? `${path}.${key}` : `${path}["${key}"]`,
    pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  };
}

function parentOf(path: string): string {
  if (path === '$') return '';
  const parent = path.replace(/(\.\w+|\["[^"]*"\]|\[\d+\])$/, '');
  return parent === path ? '$' : parent;
}
