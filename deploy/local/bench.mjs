import { join } from 'node:path';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
// A place of its own, so that the demonstration's cases stay as they are.
process.env.YICHUANG_DIRECTORY ??= join(process.cwd(), '.local', 'bench');
process.env.LOG_LEVEL ??= 'silent';
// It fills tables, changes settings of the whole server and logs every statement: never on servers of somebody's.
delete process.env.DATABASE_URL;
delete process.env.NATS_URL;
await import('../../dist/test/bench/bench.js');
