import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from '../deployment.js';
import { say } from '../say.js';
import { serviceNames } from '../services.js';
import type { Servers } from '../steps/start-servers.js';

const betweenMilliseconds = 700;

/** Kills every process of the deployment in turn with SIGKILL, and starts it again, while something goes on. */
export class Crashes {
  private readonly targets: [string, () => Promise<void>][];

  constructor(deployment: Deployment, servers: Servers) {
    this.targets = [
      ...serviceNames.map((name): [string, () => Promise<void>] => [name, async () => deployment.crash(name)]),
      ['nats-server', async () => crash(servers.nats)],
      ['mariadbd', async () => crash(servers.maria)],
      ['courier', async () => deployment.crash('courier')],
    ];
  }

  /** Does something again and again until every target was killed at least once while it went on. */
  async during(act: () => Promise<void>): Promise<void> {
    let failed: unknown;
    const killing = this.killAll().catch((error: unknown) => {
      failed = error;
    });
    let over = false;
    void killing.then(() => {
      over = true;
    });
    do await act();
    while (!over);
    await killing;
    if (failed !== undefined) throw failed instanceof Error ? failed : new Error(String(failed));
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

async function crash(it: Servers['nats'] | Servers['maria']): Promise<void> {
  await it.server.kill9();
  await sleep(500);
  await it.restart();
}
