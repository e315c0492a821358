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

let stand: Stand;
let dataSource: DataSource;
let work: Work;
let runner: TimerRunner;
let fired: string[];
/** Up to when the act that waits knows what happened. */
let known: Date;

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

function begin(...acts: TimerAct[]): void {
  fired = [];
  work = new Work(dataSource, { now: () => new Date(), real: () => new Date() });
  const tell = (error: unknown): void => void fired.push(String(error));
  runner = new TimerRunner(work, acts, { failed: (_, error) => tell(error), broken: tell });
  runner.start();
}

const request = (kind: string, subjectId: string, dueAt = new Date()) => ({ kind, subjectId, region: '1', dueAt });

const expectFired = async (...subjects: string[]): Promise<void> =>
  eventually(() => expect([...fired].sort()).toEqual(subjects));

/** A duty that hands over its next part in its own commit, a thousand times. */
const chain: TimerAct = {
  kind: 'chain',
  fire: async (tx, { subjectId }) => {
    const next = Number(subjectId) + 1;
    if (next < 1_000) schedule(tx, request('chain', String(next)));
    else fired.push('the end of the chain');
  },
};

describe('timers of an act that must know first what happened', () => {
  const waiting = (): void => {
    known = new Date('2026-06-01T00:00:00Z');
    const until = (): Date => known;
    begin(
      noting('waits', { until }),
      noting('waits-prepared', { until, prepare: async () => Promise.resolve('prepared') }),
    );
  };
  const [may, july] = [new Date('2026-05-01T00:00:00Z'), new Date('2026-07-01T00:00:00Z')];

  it('fire when all is known until their dates; the others stay as they are, waiting and due', async () => {
    waiting();
    await work.run(async (tx) => {
      schedule(tx, request('waits', 'a', may), request('waits-prepared', 'b', may));
      schedule(tx, request('waits', 'c', july), request('waits-prepared', 'd', july), request('waits', 'e'));
    });
    await expectFired('a', 'b');
    const rows = await work.read(async (tx) => tx.find(DueTimer, { where: { state: 'waiting' } }));
    const untouched = { attempts: 0, leasedUntil: null, firedAt: null, lastError: null };
    expect(rows.map(({ subjectId }) => subjectId)).toEqual(['c', 'd', 'e']);
    expect(rows).toMatchObject([untouched, untouched, untouched]);
    known = new Date('2026-08-01T00:00:00Z');
    await expectFired('a', 'b', 'c', 'd');
    known = new Date();
    await expectFired('a', 'b', 'c', 'd', 'e');
  });

  it('are not asked for again and again meanwhile', async () => {
    waiting();
    await work.run(async (tx) => schedule(tx, request('waits', 'f')));
    const asked = async (): Promise<number> => {
      const [row] = await dataSource.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Questions'");
      return Number(row?.Value);
    };
    const before = await asked();
    await sleep(2_500);
    // Every five seconds it looks by itself; a loop that did not rest would ask hundreds of times.
    expect((await asked()) - before).toBeLessThan(10);
    expect(fired).toEqual([]);
    known = new Date();
    await expectFired('f');
  });

  it('never fire before their dates, whatever is known', async () => {
    waiting();
    known = new Date(Date.now() + 86_400_000);
    await work.run(async (tx) => {
      schedule(tx, request('waits', 'g', new Date(Date.now() + 3_600_000)), request('waits', 'h'));
    });
    await expectFired('h');
    await work.run(async (tx) => tx.query("UPDATE due_timer SET state = 'cancelled' WHERE subject_id = 'g'"));
  });
});

it('a duty that hands over its next part each time keeps no other from its date', async () => {
  begin(chain, noting('other'));
  await work.run(async (tx) =>
    schedule(tx, request('chain', '0'), request('other', 'in its turn', new Date(Date.now() + 50))),
  );
  await eventually(() => expect(fired).toHaveLength(2), 60_000);
  expect(fired).toEqual(['in its turn', 'the end of the chain']);
});

it('one that takes long to prepare keeps back none that comes after it, of its own kind or another', async () => {
  let finish = (): void => undefined;
  const long = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const prepare = async ({ subjectId }: DueTimer): Promise<void> => (subjectId === 'long' ? long : undefined);
  begin(noting('sealed', { prepare }), noting('sent', { prepare }));
  await work.run(async (tx) => Promise.resolve(schedule(tx, request('sealed', 'long'))));
  await eventually(async () => {
    const rows = await work.read(async (tx) => tx.find(DueTimer, { where: { subjectId: 'long' } }));
    expect(rows[0]?.leasedUntil).toBeInstanceOf(Date);
  });
  const later = Array.from({ length: 100 }, (_, n) => `later ${n}`);
  for (const subjectId of later) {
    await work.run(async (tx) =>
      Promise.resolve(schedule(tx, request('sealed', subjectId), request('sent', subjectId))),
    );
  }
  await eventually(() => expect([...fired].sort()).toEqual([...later, ...later].sort()));
  finish();
  await eventually(() => expect(fired).toHaveLength(201));
  expect(fired.at(-1)).toBe('long');
});

it('leases no more than it has room for, and leaves to others at its end what it has not begun', async () => {
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  begin(noting('sealed', { prepare: async () => held }), noting('other'));
  const names = Array.from({ length: 100 }, (_, n) => `many ${n}`);
  await work.run(async (tx) => Promise.resolve(schedule(tx, ...names.map((name) => request('sealed', name)))));
  const leased = async (): Promise<number> => {
    const [row] = await work.read(async (tx) =>
      tx.query<{ n: string }[]>(
        "SELECT COUNT(*) AS n FROM due_timer WHERE state = 'waiting' AND leased_until > UTC_TIMESTAMP(3)",
      ),
    );
    return Number(row?.n);
  };
  await eventually(async () => expect(await leased()).toBe(32));
  // What needs no preparing goes on, and the look that comes by itself takes no more than before.
  await work.run(async (tx) => Promise.resolve(schedule(tx, request('other', 'at once'))));
  await expectFired('at once');
  await sleep(6_000);
  expect(await leased()).toBe(32);
  const stopped = runner.stop();
  finish();
  await stopped;
  expect([fired.length, await leased()]).toEqual([5, 0]);
});
