import { setTimeout as sleep } from 'node:timers/promises';
import type { MariaDb, Nats } from '#lib/testing';
import type { Deployment } from '../deployment.js';
import { say } from '../say.js';
import { serviceNames } from '../services.js';
import type { Servers } from '../steps/start-servers.js';

const betweenMilliseconds = 700;

/** What can be killed and started again: its name, and how. */
export type CrashTarget = [name: string, crash: () => Promise<void>];

/** Every service, the broker and the database. */
export function crashTargets(deployment: Deployment, servers: Servers): CrashTarget[] {
  // Servers somebody else runs are not ours to kill.
  const own = servers.own === undefined ? {} : { 'nats-server': servers.own.nats, mariadbd: servers.own.maria };
  return [
    ...serviceNames.map((name): CrashTarget => [name, async () => deployment.crash(name)]),
    ...Object.entries(own).map(([name, server]): CrashTarget => [name, async () => crash(server)]),
  ];
}

/** Kills every process of the deployment in turn with SIGKILL, and starts it again, while something goes on. */
export class Crashes {
  private readonly targets: CrashTarget[];

  constructor(deployment: Deployment, servers: Servers) {
    this.targets = [...crashTargets(deployment, servers), ['courier', async () => deployment.crash('courier')]];
  }

  /** Does something again and again until every target was killed at least once while it went on. */
  async during(act: () => Promise<void>): Promise<void> {
    const killing: { over: boolean; failed?: Error } = { over: false };
    const killed = this.killAll()
      .catch((error: unknown) => {
        killing.failed = error instanceof Error ? error : new Error('a crash failed', { cause: error });
      })
      .finally(() => {
        killing.over = true;
      });
    do await act();
    while (!killing.over);
    await killed;
    if (killing.failed !== undefined) throw killing.failed;
    say(`\nall of it with ${this.targets.map(([name]) => name).join(', ')} killed and started again meanwhile`);
  }

  private async killAll(): Promise<void> {
    for (const [name, kill] of this.targets) {
      await sleep(betweenMilliseconds);
      say(`    ‼ kill -9 ${name}`);
      await kill();
      say(`    ‼ ${name} is back`);
    }
  }
}

async function crash(it: MariaDb | Nats): Promise<void> {
  await it.server.kill9();
  await sleep(500);
  await it.restart();
}
