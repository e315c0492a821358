import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { eventually, openStand, type Stand } from '#lib/testing';
import {
  createDataSource,
  DueTimer,
  schedule,
  text,
  TimerRunner,
  timerTables,
  type Tx,
  whole,
  Work,
} from '../src/index.js';

/** A record that only grows. */
@Entity({ name: 'line' })
class Line {
  @PrimaryColumn({ type: 'int' }) number: number;
  @text(40) said: string;
}

/** A row that is changed. */
@Entity({ name: 'tally' })
class Tally {
  @PrimaryColumn({ type: 'varchar', length: 10 }) name: string;
  @whole() count: number;
}

describe('a transaction', () => {
  let stand: Stand;
  let dataSource: DataSource;
  let work: Work;
  const clock = { now: () => new Date(), real: () => new Date() };
  const lines = async (): Promise<number[]> => {
    const rows = await work.read(async (tx) => tx.find(Line, { where: {}, order: { number: 'ASC' }, take: 50 }));
    return rows.map(({ number }) => number);
  };
  const tally = async (): Promise<number | undefined> => {
    const row = await work.read(async (tx) => tx.findOne(Tally, { where: { name: 'a' } }));
    return row?.count;
  };
  const append = (tx: Tx, ...numbers: number[]): void => {
    for (const number of numbers) tx.append(Line, { number, said: `line ${number}; COMMIT; -- '` });
  };
  /** What the one connection was asked while something was done; to look is a question itself. */
  const counted = async (act: () => Promise<unknown>): Promise<number[]> => {
    const look = async (): Promise<number[]> => {
      const rows = await work.statement<{ Variable_name: string; Value: string }[]>('SHOW SESSION STATUS');
      const of = (name: string): number => Number(rows.find((row) => row.Variable_name === name)?.Value);
      return [of('Questions'), of('Com_begin'), of('Com_commit')];
    };
    const before = await look();
    await act();
    const after = await look();
    return after.map((count, place) => count - (before[place] ?? 0));
  };

  beforeAll(async () => {
    stand = await openStand();
    const url = await stand.schema('lines', async (migrateUrl) => {
      const owner = createDataSource({ url: migrateUrl, entities: [] });
      await owner.initialize();
      await owner.query('CREATE TABLE line (number int PRIMARY KEY, said varchar(40) NOT NULL)');
      await owner.query('CREATE TABLE tally (name varchar(10) PRIMARY KEY, count int NOT NULL)');
      for (const sql of timerTables) await owner.query(sql);
      await owner.destroy();
    });
    dataSource = createDataSource({ url, entities: [Line, Tally, DueTimer], poolSize: 1 });
    await dataSource.initialize();
    work = new Work(dataSource, clock);
  });

  beforeEach(async () => {
    await dataSource.query('DELETE FROM line');
    await dataSource.query('DELETE FROM tally');
    await dataSource.query("INSERT INTO tally VALUES ('a', 0)");
  });

  afterAll(async () => {
    await dataSource.destroy();
    await stand.close();
  });

  it('begins with its first statement, whichever way it is said, and undoes it with the rest', async () => {
    const first: ((tx: Tx) => Promise<unknown>)[] = [
      async (tx) => tx.insert(Line, { number: 1, said: 'one' }),
      async (tx) => tx.query("INSERT INTO line VALUES (1, 'one')"),
      async (tx) => tx.manager.insert(Line, { number: 1, said: 'one' }),
      async (tx) => tx.savepoint('part', async () => tx.insert(Line, { number: 1, said: 'one' })),
    ];
    for (const insert of first) {
      const failing = work.run(async (tx) => {
        await insert(tx);
        throw new Error('not after all');
      });
      await expect(failing).rejects.toThrow('not after all');
      expect(await lines()).toEqual([]);
      await work.run(insert);
      expect(await lines()).toEqual([1]);
      await dataSource.query('DELETE FROM line');
    }
  });

  it('reads the same row first, when it is sent as text, as later, when it is prepared', async () => {
    const [first, second] = await work.run(async (tx) => [
      await tx.findOne(Tally, { where: { name: 'a' } }),
      await tx.findOne(Tally, { where: { name: 'a' } }),
    ]);
    expect(first).toEqual(second);
    expect(first).toBeInstanceOf(Tally);
  });

  it('writes what was appended with the commit, in one round trip, exactly as it was said', async () => {
    const cost = await counted(async () =>
      work.run(async (tx) => {
        append(tx, 1, 2);
        const { affected } = await tx.update(Tally, { name: 'a' }, { count: 1 });
        expect(affected).toBe(1);
        append(tx, 3);
      }),
    );
    expect(await lines()).toEqual([1, 2, 3]);
    expect(await tally()).toBe(1);
    const [row] = await work.read(async (tx) => tx.find(Line, { where: { number: 2 } }));
    expect(row?.said).toBe("line 2; COMMIT; -- '");
    const [, begins, commits] = cost;
    expect([begins, commits]).toEqual([1, 1]);
  });

  it('sends nothing at all when nothing was done', async () => {
    const idle = await counted(async () => Promise.resolve());
    expect(await counted(async () => work.run(async () => Promise.resolve()))).toEqual(idle);
  });

  it('drops what was appended in a part that was undone', async () => {
    await work.run(async (tx) => {
      append(tx, 1);
      const undone = tx.savepoint('part', async () => {
        append(tx, 2);
        await tx.update(Tally, { name: 'a' }, { count: 7 });
        throw new Error('not this part');
      });
      await expect(undone).rejects.toThrow('not this part');
      append(tx, 3);
    });
    expect(await lines()).toEqual([1, 3]);
    expect(await tally()).toBe(0);
  });

  it('undoes a part alone whose appended row cannot be written', async () => {
    await dataSource.query("INSERT INTO line VALUES (2, 'taken')");
    await work.run(async (tx) => {
      append(tx, 1);
      const undone = tx.savepoint('part', async () => {
        await tx.update(Tally, { name: 'a' }, { count: 7 });
        append(tx, 2);
      });
      await expect(undone).rejects.toMatchObject({ errno: 1062 });
      await tx.savepoint('part', async () => Promise.resolve(append(tx, 3)));
    });
    expect(await lines()).toEqual([1, 2, 3]);
    expect(await tally()).toBe(0);
  });

  it('takes nothing more when it is over', async () => {
    const over = await work.run(async (tx) => Promise.resolve({ tx }));
    await expect(over.tx.query('SELECT 1')).rejects.toThrow('the transaction is over');
    await expect(over.tx.find(Line, { where: {} })).rejects.toThrow('the transaction is over');
  });

  it('fires the timer that is due, on a server that counts rows in steps of three', async () => {
    await work.statement('SET SESSION auto_increment_increment = 3');
    const fired: string[] = [];
    const act = {
      kind: 'ring',
      fire: async (_: Tx, { subjectId }: DueTimer) => Promise.resolve(void fired.push(subjectId)),
    };
    const reports = {
      failed: (timer: DueTimer, error: unknown) => fired.push(`${timer.subjectId} failed: ${String(error)}`),
      broken: (error: unknown) => fired.push(String(error)),
    };
    const runner = new TimerRunner(work, [act], reports);
    runner.start();
    const later = (days: number): Date => new Date(Date.now() + days * 86_400_000);
    const timers = [later(1), later(2), later(3), new Date(0)].map((dueAt, place) => ({
      kind: 'ring',
      subjectId: `s${place}`,
      region: '1',
      dueAt,
    }));
    await work.run(async (tx) => schedule(tx, ...timers));
    await eventually(async () => {
      const rows = await work.read(async (tx) => tx.find(DueTimer, { where: { state: 'fired' } }));
      expect(rows.map(({ subjectId }) => subjectId)).toEqual(['s3']);
    });
    await runner.stop();
    expect(fired).toEqual(['s3']);
  });

  it('is undone as a whole when an appended row meets a unique key, and its connection is as before', async () => {
    await dataSource.query("INSERT INTO line VALUES (2, 'taken')");
    const meeting = work.run(async (tx) => {
      await tx.update(Tally, { name: 'a' }, { count: 9 });
      append(tx, 1, 2);
    });
    await expect(meeting).rejects.toMatchObject({ errno: 1062 });
    expect(await lines()).toEqual([2]);
    expect(await tally()).toBe(0);
    await Promise.all(Array.from({ length: 20 }, async () => work.run(async (tx) => tx.find(Line, { where: {} }))));
  });

  it('tells of its commit only when there was one', async () => {
    const told: string[] = [];
    await work.run(async (tx) => {
      append(tx, 1);
      tx.afterCommit(() => told.push('first'));
    });
    const failing = work.run(async (tx) => {
      append(tx, 1);
      tx.afterCommit(() => told.push('second'));
    });
    await expect(failing).rejects.toMatchObject({ errno: 1062 });
    expect(told).toEqual(['first']);
  });
});
