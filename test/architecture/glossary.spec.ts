import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { allowedNames, forbiddenNames } from './names.js';
import { checkout, planted, textOf } from './tree.js';
import { type Vocabulary, vocabularyInUse } from './vocabulary.js';

interface Entry {
  term: string;
  chinese: string;
  meaning: string;
}

/** The tables of the glossary, by the title of their section. */
function readGlossary(): Map<string, Entry[]> {
  const sections = new Map<string, Entry[]>();
  for (const section of textOf(checkout, 'docs/glossary.md').split(/^## /m).slice(1)) {
    const [title = '', ...lines] = section.split('\n');
    const rows = lines.filter((line) => line.startsWith('|')).slice(2);
    const entries = rows.map((row) => {
      const [, term = '', chinese = '', meaning = ''] = row.split('|').map((cell) => cell.trim());
      return { term: term.replaceAll('`', ''), chinese, meaning };
    });
    sections.set(title, entries);
  }
  return sections;
}

const glossary = readGlossary();
const termsOf = (section: string): string[] => (glossary.get(section) ?? []).map(({ term }) => term);
let inUse: Vocabulary;

beforeAll(async () => {
  inUse = await vocabularyInUse();
});

describe('glossary', () => {
  it.each(['Messages', 'Aggregates', 'Entities', 'Acts', 'States', 'Routes', 'Rights', 'Roles'])(
    'explains exactly the names in use: %s',
    (section) => {
      const used = [...(inUse[section] ?? [])].sort();
      expect(used.length).toBeGreaterThan(5);
      expect(termsOf(section).sort()).toEqual(used);
    },
  );

  it('gives each term once, in Chinese and in one sentence', () => {
    for (const [section, entries] of glossary) {
      expect({ section, terms: entries.map(({ term }) => term) }).toEqual({
        section,
        terms: [...new Set(termsOf(section))],
      });
      const poor = entries.filter(
        ({ chinese, meaning }) => !/^\p{Script=Han}+$/u.test(chinese) || !/^[^.]+\.$/.test(meaning),
      );
      expect(poor).toEqual([]);
    }
  });
});

describe('names', () => {
  it('finds what is planted', () => {
    expect(forbiddenNames(planted, 'services')).toEqual([
      'services/post/src/shared/ParcelHelper.thing.ts: banned word in the path',
      'services/post/src/shared/ParcelHelper.thing.ts: not kebab-case',
      'services/post/src/shared/ParcelHelper.thing.ts: unknown suffix',
      'services/post/src/shared/ParcelHelper.thing.ts: banned word in ParcelManager',
      'services/post/src/shared/ParcelHelper.thing.ts: banned function handleEvent',
    ]);
  });

  it('follow the law everywhere', () => {
    expect(forbiddenNames(checkout, 'services', 'libs', 'deploy', 'test')).toEqual([]);
  });

  it('make no exception for a file that is gone', () => {
    expect(Object.keys(allowedNames).filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });
});
