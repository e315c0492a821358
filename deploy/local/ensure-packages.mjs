import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

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

const built = 'dist/.yichuang-stamp';

/** Compiles, unless nothing changed since the last time. */
export function build() {
  const sources = fingerprint([
    'services',
    'libs',
    'deploy',
    'test/bench',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
  ]);
  if (existsSync(built) && readFileSync(built, 'utf8') === sources) return;
  mkdirSync('dist', { recursive: true });
  run('building', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  writeFileSync(built, sources);
}

/** Names, sizes and times of all files below some places: cheap, and changed by every edit. */
function fingerprint(places) {
  const hash = createHash('sha256');
  const look = (path) => {
    const { size, mtimeMs } = statSync(path);
    if (!statSync(path).isDirectory()) return hash.update(`${path} ${size} ${mtimeMs}\n`);
    for (const name of readdirSync(path).sort()) look(join(path, name));
    return hash;
  };
  for (const place of places) look(place);
  return hash.digest('hex');
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
