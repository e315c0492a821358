import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, ensurePackages } from './ensure-packages.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensurePackages();
build();
const [command, ...args] = process.argv.slice(2);
if (command === 'check') {
  const { checkCommand } = await import('../../dist/deploy/local/check/command.js');
  await checkCommand(args);
} else {
  const { operate } = await import('../../dist/deploy/local/operate.js');
  await operate([command, ...args]);
}
