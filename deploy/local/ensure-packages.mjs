import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

/*
 * Built-ins only: this runs before any package is there.
 */

const stamp = 'node_modules/.yichuang-stamp';

/** Installs the packages if they are missing or the lock file changed. */
export function ensurePackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // Not `npm ci`: it insists on the optional packages of every platform, which not every registry holds. The versions are
  // those of the lock file all the same, and the lock file is left as it is.
  const quietly = ['--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  run('installing packages', 'npm', ['install', ...quietly]);
  writeFileSync(stamp, lock);
}

/** Compiles what changed since the last time. */
export function build() {
  mkdirSync('dist', { recursive: true });
  run('building', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
}

function run(title, program, args) {
  const began = performance.now();
  process.stdout.write(`· ${title} …\n`);
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.stderr.write(`✗ ${title} failed${error === undefined ? '' : `: ${error.message}`}\n`);
    process.exit(1);
  }
  process.stdout.write(`✓ ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
}
