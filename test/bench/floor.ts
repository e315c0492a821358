import { randomBytes, randomUUID } from 'node:crypto';
import { createPool, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2/promise';
import { jetstream, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Steps } from './kinds.js';
import type { Stopwatch } from './load.js';

const tables = [
  `CREATE TABLE IF NOT EXISTS gov_case (id char(36) PRIMARY KEY, state varchar(20) NOT NULL, version int NOT NULL,
     form text NOT NULL, accepted_at datetime(3) NULL, KEY by_state (state))`,
  `CREATE TABLE IF NOT EXISTS review_task (id char(36) PRIMARY KEY, case_id char(36) NOT NULL, dept varchar(20) NOT NULL,
     state varchar(20) NOT NULL, version int NOT NULL, KEY of_case (case_id))`,
  `CREATE TABLE IF NOT EXISTS case_ledger (case_id char(36) NOT NULL, seq int NOT NULL, event_id char(36) NOT NULL,
     type varchar(40) NOT NULL, at datetime(3) NOT NULL, payload text NOT NULL, PRIMARY KEY (case_id, seq), UNIQUE KEY event (event_id))`,
  `CREATE TABLE IF NOT EXISTS decision (case_id char(36) PRIMARY KEY, kind varchar(20) NOT NULL, decided_by varchar(40) NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS certificate (id char(36) PRIMARY KEY, case_id char(36) NOT NULL, digest char(64) NOT NULL, UNIQUE KEY of_case (case_id))`,
  `CREATE TABLE IF NOT EXISTS dispatch_order (id char(36) PRIMARY KEY, case_id char(36) NOT NULL, state varchar(20) NOT NULL, UNIQUE KEY of_case (case_id))`,
];

const form = JSON.stringify({ text: randomBytes(550).toString('hex') });
const departments = ['a', 'b', 'c'] as const;

/** The same eight acts by a bare loop over mysql2, with or without an acknowledged publish after each commit. */
export class Floor {
  private constructor(
    private readonly pool: Pool,
    private readonly js: JetStreamClient | undefined,
    readonly close: () => Promise<void>,
  ) {}

  /**
   * @param databaseUrl a schema of its own
   * @param natsUrl set for the arm with publishes
   */
  static async open(databaseUrl: string, natsUrl?: string): Promise<Floor> {
    const pool = createPool({ uri: databaseUrl, connectionLimit: 64, maxPreparedStatements: 200 });
    for (const statement of tables) await pool.query(statement);
    if (natsUrl === undefined) return new Floor(pool, undefined, async () => pool.end());
    const url = new URL(natsUrl);
    const connection = await connect({ servers: url.host, user: url.username, pass: url.password });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'FLOOR', subjects: ['floor.>'] });
    const close = async (): Promise<void> => {
      await connection.close();
      await pool.end();
    };
    return new Floor(pool, jetstream(connection), close);
  }

  /** Straight: eight transactions, 15 rows; the other kinds with as many commits as they have acts and papers. */
  readonly steps: Steps = {
    'whole case': async (watch) => {
      const id = await this.submit(watch);
      await this.fromAcceptance(watch, id, 1);
    },
    'refused at the desk': async (watch) => {
      const id = await this.submit(watch);
      await this.commit(id, 'refused', 2, async (at) => this.advance(at, id, 'refused', 1));
      watch.step('refuse');
    },
    'corrected once': async (watch) => {
      const id = await this.submit(watch);
      await this.commit(id, 'told', 2, async (at) => this.advance(at, id, 'correcting', 1));
      watch.step('correct');
      await this.commit(id, 'cured', 3, async (at) => this.advance(at, id, 'submitted', 2));
      watch.step('cure');
      await this.fromAcceptance(watch, id, 3);
    },
    'withdrawn in review': async (watch) => {
      const id = await this.submit(watch);
      await this.accept(watch, id, 1);
      await this.commit(id, 'withdrawal-asked', 3, async (at) => this.advance(at, id, 'withdrawing', 2));
      watch.step('withdraw');
      await this.commit(id, 'withdrawn', 4, async (at) => {
        await this.advance(at, id, 'withdrawn', 3);
        await at.execute('UPDATE review_task SET state = ?, version = version + 1 WHERE case_id = ?', ['closed', id]);
      });
      watch.step('grant withdrawal');
    },
  };

  private async submit(watch: Stopwatch): Promise<string> {
    const id = randomUUID();
    await this.commit(id, 'submitted', 1, async (at) => {
      await at.execute('INSERT INTO gov_case VALUES (?, ?, 1, ?, NULL)', [id, 'submitted', form]);
    });
    watch.step('lodge');
    return id;
  }

  private async accept(watch: Stopwatch, id: string, version: number): Promise<string[]> {
    const tasks = departments.map((dept) => [randomUUID(), dept] as const);
    await this.commit(id, 'accepted', version + 1, async (at) => {
      await this.advance(at, id, 'accepted', version);
      for (const [task, dept] of tasks)
        await at.execute('INSERT INTO review_task VALUES (?, ?, ?, ?, 1)', [task, id, dept, 'open']);
    });
    watch.step('accept');
    return tasks.map(([task]) => task);
  }

  private async fromAcceptance(watch: Stopwatch, id: string, version: number): Promise<void> {
    const tasks = await this.accept(watch, id, version);
    await Promise.all(
      tasks.map(async (task, place) =>
        this.commit(id, 'reviewed', version + 2 + place, async (at) => {
          const sql = 'UPDATE review_task SET state = ?, version = version + 1 WHERE id = ? AND version = 1';
          await at.execute(sql, ['agreed', task]);
        }),
      ),
    );
    watch.step('opinions');
    await this.commit(id, 'decided', version + 5, async (at) => {
      await this.advance(at, id, 'decided', version + 1);
      await at.execute('INSERT INTO decision VALUES (?, ?, ?)', [id, 'approved', 'chief']);
    });
    watch.step('decide');
    await this.commit(id, 'sealed', version + 6, async (at) => {
      await at.execute('INSERT INTO certificate VALUES (?, ?, ?)', [randomUUID(), id, 'ab'.repeat(32)]);
    });
    watch.step('certificate');
    await this.commit(id, 'dispatched', version + 7, async (at) => {
      await at.execute('INSERT INTO dispatch_order VALUES (?, ?, ?)', [randomUUID(), id, 'delivered']);
    });
    watch.step('hand over');
  }

  private async advance(at: PoolConnection, id: string, state: string, version: number): Promise<void> {
    const sql = 'UPDATE gov_case SET state = ?, version = version + 1 WHERE id = ? AND version = ?';
    const [result] = await at.execute<ResultSetHeader>(sql, [state, id, version]);
    if (result.affectedRows !== 1) throw new Error('changed meanwhile');
  }

  private async commit(
    id: string,
    type: string,
    seq: number,
    act: (at: PoolConnection) => Promise<void>,
  ): Promise<void> {
    const at = await this.pool.getConnection();
    const eventId = randomUUID();
    try {
      await at.query('START TRANSACTION');
      await act(at);
      const row = [id, seq, eventId, type, new Date(), form];
      await at.execute('INSERT INTO case_ledger VALUES (?, ?, ?, ?, ?, ?)', row);
      await at.query('COMMIT');
    } finally {
      at.release();
    }
    await this.js?.publish(`floor.${type}.${id}`, form, { msgID: eventId });
  }
}
