import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { openStand, type Stand } from '#lib/testing';
import {
  cancelTimer,
  createDataSource,
  DueTimer,
  schedule,
  text,
  timerTables,
  type Tx,
  whole,
  Work,
} from '../src/index.js';

/** Figures that many count. */
@Entity({ name: 'figure' })
class Figure {
  @PrimaryColumn({ type: 'varchar', length: 10 }) place: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) month: string;
  @text(20) title: string;
  @whole() cases: number;
  @whole() days: number;
}

const figures = ['cases', 'days'] as const;
const count = (tx: Tx, place: string, cases: number, days = 0): void =>
  tx.count(Figure, { place, month: '2026-11', title: `${place} first`, cases, days }, figures);

describe('what is written with the commit', () => {
  let stand: Stand;
  let dataSource: DataSource;
  let work: Work;
  const all = async (): Promise<[string, number, number][]> => {
    const rows = await work.read(async (tx) => tx.find(Figure, { where: {}, order: { place: 'ASC' }, take: 50 }));
    return rows.map(({ place, cases, days }) => [place, cases, days]);
  };
  const timers = async (): Promise<[string, string][]> => {
    const rows = await work.read(async (tx) => tx.find(DueTimer, { where: {}, order: { subjectId: 'ASC' }, take: 50 }));
    return rows.map(({ subjectId, state }) => [subjectId, state]);
  };

  beforeAll(async () => {
    stand = await openStand();
    const url = await stand.schema('late', async (migrateUrl) => {
      const owner = createDataSource({ url: migrateUrl, entities: [] });
      await owner.initialize();
      await owner.query(`CREATE TABLE figure (place varchar(10), month varchar(10), title varchar(20) NOT NULL,
                           cases int NOT NULL, days int NOT NULL, PRIMARY KEY (place, month))`);
      for (const sql of timerTables) await owner.query(sql);
      await owner.destroy();
    });
    dataSource = createDataSource({ url, entities: [Figure, DueTimer], poolSize: 4 });
    await dataSource.initialize();
    work = new Work(dataSource, { now: () => new Date(), real: () => new Date() });
  });

  beforeEach(async () => {
    await dataSource.query('DELETE FROM figure');
    await dataSource.query('DELETE FROM due_timer');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await stand.close();
  });

  it('adds up what is counted of a row, and keeps what it had from its beginning', async () => {
    await work.run(async (tx) => Promise.resolve(count(tx, 'north', 1, 5)));
    await work.run(async (tx) => {
      count(tx, 'south', 1);
      count(tx, 'north', 2, 7);
      count(tx, 'north', -1);
      tx.count(Figure, { place: 'north', month: '2026-11', title: 'renamed', cases: 0, days: 1 }, figures);
      expect(await tx.find(Figure, { where: { place: 'south' } })).toEqual([]);
    });
    expect(await all()).toEqual([
      ['north', 2, 13],
      ['south', 1, 0],
    ]);
    const [north] = await work.read(async (tx) => tx.find(Figure, { where: { place: 'north' } }));
    expect(north?.title).toBe('north first');
  });

  it('counts right, however many count the same rows at once, in whichever order', async () => {
    const places = ['a', 'b', 'c', 'd'];
    await Promise.all(
      Array.from({ length: 200 }, async (_, n) =>
        work.run(async (tx) => {
          for (let at = 0; at < 4; at += 1) count(tx, places[(n + (n % 2 === 0 ? at : 4 - at)) % 4] ?? '', 1, n);
          await tx.query('SELECT 1');
        }),
      ),
    );
    expect(await all()).toEqual(places.map((place) => [place, 200, 19_900]));
  });

  it('leaves out what was counted in a part that was undone, and nothing of what was before it', async () => {
    await work.run(async (tx) => {
      count(tx, 'before', 1);
      const undone = tx.savepoint('part', async () => {
        count(tx, 'before', 10);
        schedule(tx, { kind: 'ring', subjectId: 'undone', region: '1', dueAt: tx.now });
        await tx.writeAppended(DueTimer);
        throw new Error('not this part');
      });
      await expect(undone).rejects.toThrow('not this part');
      schedule(tx, { kind: 'ring', subjectId: 'after', region: '1', dueAt: tx.now });
    });
    expect(await all()).toEqual([['before', 1, 0]]);
    expect(await timers()).toEqual([['after', 'waiting']]);
  });

  it('commits nothing without a row that was refused before a part, whoever caught the refusal', async () => {
    const committing = work.run(async (tx) => {
      count(tx, 'a place whose name is too long', 1);
      schedule(tx, { kind: 'ring', subjectId: 'with it', region: '1', dueAt: tx.now });
      await expect(tx.savepoint('part', async () => tx.query('SELECT 1'))).rejects.toMatchObject({ errno: 1406 });
      await tx.savepoint('another', async () => tx.query('SELECT 1')).catch(() => undefined);
    });
    await expect(committing).rejects.toMatchObject({ errno: 1406 });
    expect([await all(), await timers()]).toEqual([[], []]);
  });

  it('calls off a timer that the same transaction scheduled', async () => {
    await work.run(async (tx) => {
      for (const subjectId of ['a', 'b']) schedule(tx, { kind: 'ring', subjectId, region: '1', dueAt: tx.now });
      count(tx, 'north', 1);
      await cancelTimer(tx, 'ring', 'a');
      schedule(tx, { kind: 'ring', subjectId: 'c', region: '1', dueAt: tx.now });
    });
    expect(await timers()).toEqual([
      ['a', 'cancelled'],
      ['b', 'waiting'],
      ['c', 'waiting'],
    ]);
    expect(await all()).toEqual([['north', 1, 0]]);
  });

  it('leaves nothing when the transaction is undone', async () => {
    const failing = work.run(async (tx) => {
      count(tx, 'north', 1);
      schedule(tx, { kind: 'ring', subjectId: 'a', region: '1', dueAt: tx.now });
      await tx.query('SELECT 1');
      throw new Error('not after all');
    });
    await expect(failing).rejects.toThrow('not after all');
    expect([await all(), await timers()]).toEqual([[], []]);
  });
});
