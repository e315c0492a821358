import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

/*
 * `npm test` runs everything but what needs whole deployments, most of them with processes killed or rows spoilt under them:
 * that is slow, and `npm run test:faults` (`--faults` here). `.ci/run` runs both.
 */
const faults = process.argv[2] === '--faults';
const files = faults ? ['**/test/faults/**/*.int-spec.ts'] : ['**/*.spec.ts', '**/*.int-spec.ts', '!**/test/faults/**'];

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
const { ensureServers } = await import('../../dist/deploy/local/ensure-servers.js');
const { startMariaDb } = await import('../../dist/libs/testing/src/index.js');

await ensureServers();
mkdirSync('.local', { recursive: true });
const directory = mkdtempSync(join('.local', 'test-'));
const configured = process.env.DATABASE_URL;
const maria = configured === undefined ? await startMariaDb(join(process.cwd(), directory, 'mariadb')) : undefined;
const results = join(directory, 'results.json');
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--testMatch',
    ...files,
    '--json',
    `--outputFile=${results}`,
    ...process.argv.slice(faults ? 3 : 2),
  ],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, YICHUANG_TEST_MARIADB: maria?.rootUrl ?? configured },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
const code = await new Promise((resolve) => jest.on('exit', (status) => resolve(status ?? 1)));
await maria?.stop();
const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(results, 'utf8'),
);
rmSync(directory, { recursive: true, force: true });
const failed = Math.max(numFailedTests + numRuntimeErrorTestSuites, numFailedTestSuites > 0 ? 1 : 0);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exit(code === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1);
