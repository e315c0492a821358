import { afterEach, describe, expect, it } from '@jest/globals';
import { serveJson, type Simulator } from '../simulators/json-server.js';
import { linesOf } from './finding.js';
import { judgeSync } from './judge-sync.js';
import { readSync } from './read-sync.js';

let monitor: Simulator | undefined;
afterEach(async () => monitor?.close());

/** A broker's monitoring address that tells this of JetStream. */
async function showing(config: object): Promise<string> {
  const answer = { status: 200, body: { jetstream: { config } } };
  const missing = { status: 404, body: {} };
  monitor = await serveJson({ host: '127.0.0.1', port: 0 }, ({ path }) => (path === '/varz' ? answer : missing));
  return monitor.url;
}

describe('sync_interval', () => {
  it('is seen when it is always', async () => {
    const seen = await readSync(await showing({ store_dir: '/d', sync_interval: 120_000_000_000, sync_always: true }));
    expect(judgeSync(seen)).toMatchObject({ level: 'ok', about: 'bus.sync' });
  });

  it('fails when it is some time later', async () => {
    const found = judgeSync(await readSync(await showing({ store_dir: '/d', sync_interval: 120_000_000_000 })));
    expect(found).toMatchObject({ level: 'fail', about: 'bus.sync' });
    expect(found.todo?.en).toContain('sync_interval: always');
  });

  it('is a finding of its own kind when it cannot be seen, which says why and what to do', async () => {
    const older = await readSync(await showing({ store_dir: '/d' }));
    await monitor?.close();
    const gone = await readSync(monitor?.url);
    const whys = [older, gone, await readSync(undefined)].map((seen) => linesOf(judgeSync(seen)));
    expect(whys.map(([, en]) => en?.trim())).toEqual([
      expect.stringContaining('(this version does not show it)'),
      expect.stringContaining('(its monitoring address does not answer)'),
      expect.stringContaining('(no monitoring address is named)'),
    ]);
    for (const lines of whys) {
      expect(lines[0]).toMatch(/^\? bus\.sync +看不到消息总线的 sync_interval/);
      expect(lines[3]).toContain('NATS_MONITOR_URL=http://host:8222');
    }
  });
});
