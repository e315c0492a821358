import type { DataSource } from 'typeorm';
import { isPassing } from './database-errors.js';
import { Single } from './statement.js';
import { Transaction } from './transaction.js';
import { type Cause, ReadTx, Tx } from './tx.js';

const attempts = 6;

/** The one way to open a transaction: READ COMMITTED, tried again from its start when the database says so. */
export class Work {
  private readonly listeners: ((tx: Tx) => void)[] = [];
  private readonly single: Single;

  /**
   * @param dataSource the service's connected data source
   * @param clock business time and the time on the wall
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: { now(): Date; real(): Date },
  ) {
    this.single = new Single(dataSource);
  }

  /**
   * Runs an act in one transaction and commits it. The act may run several times; it must keep nothing outside `tx`.
   * Correctness comes from version predicates and unique keys: measured, REPEATABLE READ loses updates here.
   *
   * @param act what to do
   * @param cause what led to it
   * @returns what the act returned, once it is durable
   * @throws whatever the act threw, or the database's error after six tries
   */
  async run<T>(act: (tx: Tx) => Promise<T>, cause: Cause = {}): Promise<T> {
    return this.patiently(async () => this.once(act, cause));
  }

  /**
   * Reads without a transaction: under READ COMMITTED each statement sees the newest commit, inside one or not.
   *
   * @param look reads through `tx`; a write through it is refused
   * @returns what it returned
   * @throws whatever it threw, or the database's error after six tries
   */
  async read<T>(look: (tx: Tx) => Promise<T>): Promise<T> {
    return this.patiently(async () =>
      look(new ReadTx(this.single, this.dataSource.manager, this.clock.now(), this.clock.real(), {})),
    );
  }

  /**
   * One statement that is a commit of its own: leases and marks, never an act of the office.
   *
   * @param sql with `?` for the parameters
   * @returns what the driver answers
   */
  async statement<T>(sql: string, parameters: unknown[] = []): Promise<T> {
    return this.patiently(async () => this.single.text<T>({ sql, values: parameters }));
  }

  /** Hears of every commit, e.g. to wake the relay. */
  onCommit(listener: (tx: Tx) => void): void {
    this.listeners.push(listener);
  }

  private async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act();
      } catch (error) {
        if (attempt >= attempts || !isPassing(error)) throw error;
        await pause(attempt);
      }
    }
  }

  private async once<T>(act: (tx: Tx) => Promise<T>, cause: Cause): Promise<T> {
    const transaction = await Transaction.on(this.dataSource.createQueryRunner());
    const tx = new Tx(transaction, transaction.manager, this.clock.now(), this.clock.real(), cause);
    try {
      const result = await act(tx);
      await transaction.commit(tx.closing());
      tx.committed();
      for (const listener of this.listeners) listener(tx);
      return result;
    } catch (error) {
      await transaction.undo();
      throw error;
    } finally {
      await transaction.release();
    }
  }
}

/** Full jitter: a storm of retries must not meet again. */
async function pause(attempt: number): Promise<void> {
  const milliseconds = Math.random() * 20 * 2 ** attempt;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
