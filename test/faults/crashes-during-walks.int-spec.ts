import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** The main job in a directory of its own, as `npm start -- --once --crash` runs it. */
async function walk(directory: string): Promise<{ code: number | null; output: string }> {
  const { NODE_OPTIONS: _options, DATABASE_URL: _database, ...env } = process.env;
  const child = spawn(
    process.execPath,
    ['--eval', `import('./dist/deploy/local/start.js').then((it) => it.start(['--once', '--crash']))`],
    {
      env: { ...env, YICHUANG_DIRECTORY: directory },
    },
  );
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, output };
}

it('comes to the same outcome when every service, the broker and the database are killed while people walk', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
  const { code, output } = await walk(directory);
  rmSync(directory, { recursive: true, force: true });
  expect(output.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
  expect(output).toContain('equations hold');
  for (const killed of [
    'identity',
    'catalogue',
    'intake',
    'review',
    'certificates',
    'dispatch',
    'gateway',
    'nats-server',
    'mariadbd',
  ]) {
    expect(output).toContain(`‼ ${killed} is back`);
  }
  expect(code).toBe(0);
}, 600_000);
