import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
const [what, ...args] = process.argv.slice(2);
if (what === 'trace') await (await import('../../dist/deploy/local/trace/trace.js')).trace(args);
else if (what === 'doctor') await (await import('../../dist/deploy/local/doctor/doctor.js')).doctor();
else await (await import('../../dist/deploy/local/operate.js')).operate([what, ...args]);
