import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findProgram } from './find-program.js';

let directory: string;
const at = (...parts: string[]): string => join(directory, ...parts);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
  for (const folder of ['bin', 'sbin', 'games']) mkdirSync(at(folder));
  for (const file of ['bin/client', 'sbin/client', 'sbin/server']) writeFileSync(at(file), '', { mode: 0o755 });
  writeFileSync(at('bin/notes'), '', { mode: 0o644 });
});
afterAll(() => rmSync(directory, { recursive: true }));

it.each([
  ['client', ['bin'], 'bin/client'],
  ['server', ['bin'], 'sbin/server'],
  ['server', ['games'], undefined],
  ['server', ['games', 'bin'], 'sbin/server'],
  ['notes', ['bin'], undefined],
  ['client', [], undefined],
])('finds %s with PATH %j at %s', (name, folders, found) => {
  const path = folders.map((folder) => at(folder)).join(delimiter);
  expect(findProgram(name, path)).toBe(found === undefined ? undefined : at(found));
});
