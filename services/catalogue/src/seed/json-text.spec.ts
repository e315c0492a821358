import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { JsonText } from './json-text.js';
import { SeedFileInvalid } from './seed-file.errors.js';

const sample = `{
  "years": {
    "2026": { "off": [
      "a",
      { "b/c": 1 }
    ] }
  }
}`;

describe('JsonText', () => {
  it.each([
    ['$', 1],
    ['$.years', 2],
    ['$.years["2026"].off', 3],
    ['$.years["2026"].off[0]', 4],
    ['$.years["2026"].off[1]["b/c"]', 5],
    ['$.years["2026"].off[1].missing', 5],
    ['$.years["2026"].missing.deeper', 3],
    ['$.nothing', 1],
  ])('knows the line of %s', (path, line) => {
    expect(new JsonText('f.json', sample).lineOf(path)).toBe(line);
  });

  it('turns a pointer into a path', () => {
    expect(new JsonText('f.json', sample).pathOf('/years/2026/off/1/b~1c')).toBe('$.years["2026"].off[1]["b/c"]');
  });

  it.each([
    ['a missing comma', '{\n "a": 1\n "b": 2\n}', 3, '$'],
    ['a comma too many', '[\n 1,\n]', 3, '$[1]'],
    ['a key given twice', '{\n "a": 1,\n\n "a": 2 }', 4, '$.a'],
    ['the end in the middle', '{\n "a": [1,\n', 3, '$.a'],
    ['text after the end', '{}\n\nx', 1, '$'],
    ['no colon', '{\n "a" 1}', 2, '$.a'],
    ['a bare word', '{\n "a":\n  yes}', 3, '$.a'],
    ['a number as key', '{ 1: 2 }', 1, '$'],
    ['a wrong escape', '[\n"\\x"]', 2, '$[0]'],
    ['a tab in a word', '[\n"a\tb"]', 2, '$[0]'],
    ['a word that never ends', '{\n "a": "b\n}', 2, '$.a'],
    ['nothing at all', '', 1, '$'],
  ])('refuses %s with its line', (_, text, line, path) => {
    expect(() => new JsonText('f.json', text)).toThrow(SeedFileInvalid);
    try {
      expect(new JsonText('f.json', text)).toBeUndefined();
    } catch (error) {
      expect((error as SeedFileInvalid).faults).toMatchObject([{ path, line }]);
    }
  });

  it('reads whatever JSON.parse reads, to the same value', () => {
    // Keys that JavaScript objects treat apart are no field of any register.
    const value = fc.jsonValue().filter((one) => !JSON.stringify(one).includes('__proto__'));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (given, indent) => {
        const text = JSON.stringify(given, null, indent);
        expect(new JsonText('f.json', text).value).toEqual(JSON.parse(text));
      }),
    );
  });
});
