import type { Simulator } from './json-server.js';

/**
 * Runs a simulator as its own process: says where it serves, stops on SIGTERM and SIGINT and when its parent is gone.
 *
 * @param name in what it says
 * @param start starts it
 */
export async function runSimulator(name: string, start: () => Promise<Simulator>): Promise<void> {
  try {
    const simulator = await start();
    const stop = (): void => void simulator.close().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.once('disconnect', stop);
    process.send?.({ serving: name, port: simulator.port });
    process.stdout.write(`${name} simulator at ${simulator.url}\n`);
  } catch (error) {
    process.stderr.write(`${name} simulator cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
