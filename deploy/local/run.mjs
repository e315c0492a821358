import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
const [command, ...args] = process.argv.slice(2);
const commands = {
  check: async () => (await import('../../dist/deploy/local/check/command.js')).checkCommand(args),
  doctor: async () => (await import('../../dist/deploy/local/doctor/doctor.js')).doctor(),
  trace: async () => (await import('../../dist/deploy/local/trace/trace.js')).trace(args),
  walk: async () => (await import('../../dist/deploy/local/load/command.js')).walkCommand(args),
};
const operate = async () => (await import('../../dist/deploy/local/operate.js')).operate([command, ...args]);
await (commands[command] ?? operate)();
