import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
const { operate } = await import('../../dist/deploy/local/operate.js');
await operate(process.argv.slice(2));
