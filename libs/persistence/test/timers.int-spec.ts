import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { eventually, openStand, type Stand } from '#lib/testing';
import {
  createDataSource,
  DueTimer,
  schedule,
  type TimerAct,
  TimerRunner,
  timerTables,
  type Tx,
  Work,
} from '../src/index.js';

describe('timers of a kind that is not ready', () => {
  let stand: Stand;
  let dataSource: DataSource;
  let work: Work;
  let runner: TimerRunner;
  let ready: boolean;
  let fired: string[];
  const clock = { now: () => new Date(), real: () => new Date() };

  beforeAll(async () => {
    stand = await openStand();
    const url = await stand.schema('timers', async (migrateUrl) => {
      const owner = createDataSource({ url: migrateUrl, entities: [] });
      await owner.initialize();
      for (const sql of timerTables) await owner.query(sql);
      await owner.destroy();
    });
    dataSource = createDataSource({ url, entities: [DueTimer], poolSize: 1 });
    await dataSource.initialize();
  });

  afterEach(async () => runner.stop());

  afterAll(async () => {
    await dataSource.destroy();
    await stand.close();
  });

  /** Notes what is fired. */
  const noting = (kind: string, more: Partial<TimerAct> = {}): TimerAct => ({
    kind,
    fire: async (_: Tx, { subjectId }) => Promise.resolve(void fired.push(subjectId)),
    ...more,
  });

  /** A runner with a kind that can wait, one that waits for it to be prepared as well, and one that never waits. */
  function begin(): void {
    [ready, fired] = [false, []];
    work = new Work(dataSource, clock);
    const isReady = (): boolean => ready;
    const prepare = async (): Promise<string> => 'prepared';
    const acts = [noting('waits', { isReady }), noting('waits-prepared', { isReady, prepare }), noting('goes-on')];
    const tell = (error: unknown): void => void fired.push(String(error));
    runner = new TimerRunner(work, acts, { failed: (_, error) => tell(error), broken: tell });
    runner.start();
  }

  const request = (kind: string, subjectId: string, dueAt = new Date()) => ({ kind, subjectId, region: '1', dueAt });

  const expectFired = async (...subjects: string[]): Promise<void> =>
    eventually(() => expect([...fired].sort()).toEqual(subjects));

  it('stay as they are, waiting and due, and hold nobody up; they fire when it is', async () => {
    begin();
    const longDue = new Date('2026-01-01');
    await work.run(async (tx) => {
      await schedule(tx, request('waits', 'a', longDue), request('waits-prepared', 'b', longDue));
      await schedule(tx, request('goes-on', 'c'), request('goes-on', 'd', new Date(Date.now() + 300)));
    });
    await expectFired('c', 'd');
    const rows = await work.read(async (tx) => tx.find(DueTimer, { where: { state: 'waiting' } }));
    const untouched = { attempts: 0, leasedUntil: null, firedAt: null, lastError: null, dueAt: longDue };
    expect(rows).toMatchObject([
      { subjectId: 'a', ...untouched },
      { subjectId: 'b', ...untouched },
    ]);
    ready = true;
    await expectFired('a', 'b', 'c', 'd');
  });

  it('are not asked for again and again meanwhile', async () => {
    begin();
    await work.run(async (tx) => schedule(tx, request('waits', 'e')));
    const asked = async (): Promise<number> => {
      const [row] = await dataSource.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Questions'");
      return Number(row?.Value);
    };
    const before = await asked();
    await sleep(2_500);
    // Every five seconds it looks by itself; a loop that did not rest would ask hundreds of times.
    expect((await asked()) - before).toBeLessThan(10);
    expect(fired).toEqual([]);
    ready = true;
    await expectFired('e');
  });

  it('wait again when it is no longer ready', async () => {
    begin();
    ready = true;
    await work.run(async (tx) => schedule(tx, request('waits', 'f')));
    await expectFired('f');
    ready = false;
    await work.run(async (tx) => schedule(tx, request('waits', 'g'), request('goes-on', 'h')));
    await expectFired('f', 'h');
    ready = true;
    await expectFired('f', 'g', 'h');
  });
});
