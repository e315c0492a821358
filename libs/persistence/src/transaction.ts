import type { Connection } from 'mysql2';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Late } from './late-rows.js';
import { connectionOf, send, type Statement, type Statements } from './statement.js';

const begin = 'START TRANSACTION; ';

/**
 * One transaction on one connection. It begins together with its first statement and ends together with its last: a round
 * trip each less, and there are dozens of transactions in a case (ADR 0015).
 */
export class Transaction implements Statements {
  private begun = false;
  private released = false;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly connection: Connection,
  ) {
    // TypeORM locks rows only where it knows of a transaction, and its query builder must not run before it.
    Object.assign(runner, { isTransactionActive: true });
    const query = runner.query.bind(runner);
    runner.query = async (...given: Parameters<QueryRunner['query']>) => {
      await this.beginAlone();
      return query(...given) as never;
    };
  }

  /** Takes a connection of the pool. */
  static async on(runner: QueryRunner): Promise<Transaction> {
    return new Transaction(runner, await connectionOf(runner));
  }

  /** For the query builder. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  async text<T>(statement: Statement): Promise<T> {
    this.refuseWhenOver();
    return this.begun ? send<T>(this.connection, 'query', statement) : this.first<T>(statement);
  }

  async prepared<T>(statement: Statement): Promise<T> {
    this.refuseWhenOver();
    return this.begun ? send<T>(this.connection, 'execute', statement) : this.first<T>(statement);
  }

  /**
   * Makes everything durable.
   *
   * @param last what is still to be written; together with the commit it is one round trip
   */
  async commit(last: readonly Late[]): Promise<void> {
    if (!this.begun && last.length === 0) return;
    const before = this.begun ? [] : ['START TRANSACTION'];
    const all = [...before, ...last.map(({ sql }) => sql), 'COMMIT'];
    const values = last.flatMap((late) => late.values);
    this.begun = true;
    // A lone COMMIT has one answer; more statements have one each.
    const answers = await send<{ insertId: number }[]>(this.connection, 'query', { sql: all.join('; '), values });
    this.begun = false;
    last.forEach((late, place) => late.wrote(answers[before.length + place] ?? { insertId: 0 }));
  }

  /** Undoes everything. A connection that cannot even do that is not given back to the pool. */
  async undo(): Promise<void> {
    if (!this.begun) return;
    this.begun = false;
    await send(this.connection, 'query', { sql: 'ROLLBACK', values: [] }).catch(() => this.connection.destroy());
  }

  /** Gives the connection back. */
  async release(): Promise<void> {
    this.released = true;
    await this.runner.release();
  }

  private async first<T>({ sql, values }: Statement): Promise<T> {
    this.begun = true;
    const [, answer] = await send<[unknown, T]>(this.connection, 'query', { sql: begin + sql, values });
    return answer;
  }

  /** An act that was not awaited would write on a connection that is somebody else's by now. */
  private refuseWhenOver(): void {
    if (this.released) throw new Error('the transaction is over');
  }

  private async beginAlone(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    await send(this.connection, 'query', { sql: 'START TRANSACTION', values: [] });
  }
}
