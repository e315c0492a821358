import type {
  EntityManager,
  EntityTarget,
  FindManyOptions,
  FindOneOptions,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { isPassing } from './database-errors.js';
import { type Late, type LateRow, lateStatements } from './late-rows.js';
import type { Statement, Statements } from './statement.js';
import { change, entitiesOf, insertion, isPlainFind, isPlainWhere, selection } from './row-statements.js';

/** What led to a transaction: a request, an event or a timer. */
export interface Cause {
  /** Request id, event id or timer id. */
  id?: string | undefined;
  /** W3C trace context. */
  traceparent?: string | undefined;
}

/**
 * One open transaction: all an act of the office may write through. Writes are plain INSERT and UPDATE … WHERE, never
 * `save()`, so that a version predicate decides every race.
 */
export class Tx {
  /** Aggregates this transaction changed: events waiting for them are tried again. */
  readonly touched = new Set<string>();
  /** A timer was written here that is due before the runner would look again by itself. */
  hasTimerSoon = false;
  private readonly afterwards: (() => void)[] = [];
  private late: LateRow[] = [];
  /** A late row could not be written: whoever caught that must not commit the rest without it. */
  private refused: { error: unknown } | undefined;

  /**
   * @param statements where its statements go
   * @param manager the TypeORM manager bound to this transaction
   * @param now business time at which the transaction began
   * @param real the time on the wall, for leases and tokens
   * @param cause what led to it, for envelopes and ledgers
   */
  constructor(
    private readonly statements: Statements,
    readonly manager: EntityManager,
    readonly now: Date,
    readonly real: Date,
    readonly cause: Cause,
  ) {}

  /** Inserts one row or several rows of one table in one statement. */
  async insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[],
  ): Promise<void> {
    if (Array.isArray(rows) && rows.length === 0) return;
    await this.prepared(insertion(this.manager, entity, Array.isArray(rows) ? rows : [rows]));
  }

  /**
   * Adds a row that nothing in this transaction reads again (ledger, outbox, papers, timers). It is written with the commit,
   * all of them in one round trip; a unique key it meets undoes the whole transaction then.
   *
   * @param wrote told the number the database gave the row, once it is written
   */
  append<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    row: QueryDeepPartialEntity<E>,
    wrote?: (id: string) => void,
  ): void {
    this.late.push({ entity, row, wrote });
  }

  /**
   * Counts a row's figures up or down; it is made when it is not there. Written with the commit, one addition for all that was
   * counted, in the order of the keys: many transactions count the same row, and each holds it for its commit alone.
   *
   * @param row its key, what it has from its beginning, and how much is added to each figure
   * @param figures which of the columns are figures
   */
  count<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    row: QueryDeepPartialEntity<E>,
    figures: readonly (keyof E & string)[],
  ): void {
    this.late.push({ entity, row, figures });
  }

  /** What was appended and counted and not written yet; the caller writes it, and tells each what came of it. */
  closing(): Late[] {
    if (this.refused !== undefined) throw this.refused.error;
    return lateStatements(this.manager, this.late.splice(0));
  }

  /** Writes now what was appended to a table, for a statement that must see it. */
  async writeAppended<E extends ObjectLiteral>(entity: EntityTarget<E>): Promise<void> {
    const now = this.late.filter((one) => one.entity === entity);
    this.late = this.late.filter((one) => one.entity !== entity);
    await this.write(lateStatements(this.manager, now));
  }

  private async write(statements: readonly Late[]): Promise<void> {
    try {
      for (const late of statements) late.wrote(await this.statements.text(late));
    } catch (error) {
      this.refused = { error };
      throw error;
    }
  }

  /** Updates by predicate and tells how many rows matched; a `@VersionColumn` is counted up. */
  async update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    set: QueryDeepPartialEntity<E>,
  ): Promise<{ affected: number }> {
    if (isPlainWhere<E>(where)) {
      const statement = change(this.manager, entity, where, set);
      const { affectedRows } = await this.prepared<{ affectedRows: number }>(statement);
      return { affected: affectedRows };
    }
    const { affected } = await this.manager.update(entity, where, set);
    return { affected: affected ?? 0 };
  }

  /** Deletes by predicate; only for rows that are no record of anything (leases, parked rows). */
  async remove<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<number> {
    const { affected } = await this.manager.delete(entity, where);
    return affected ?? 0;
  }

  /** The first row, or undefined. */
  async findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, options: FindOneOptions<E>): Promise<E | undefined> {
    if (!isPlainFind(options)) return (await this.manager.findOne(entity, options)) ?? undefined;
    const [row] = await this.find(entity, { ...options, take: 1 });
    return row;
  }

  /** Rows; the caller bounds them with `take`. */
  async find<E extends ObjectLiteral>(entity: EntityTarget<E>, options: FindManyOptions<E>): Promise<E[]> {
    if (!isPlainFind(options)) return this.manager.find(entity, options);
    const statement = selection(this.manager, entity, options);
    return entitiesOf(this.manager, entity, await this.prepared<Record<string, unknown>[]>(statement));
  }

  /** Plain SQL with parameters, for what the finders cannot say. */
  async query<T = unknown>(sql: string, parameters: unknown[] = []): Promise<T> {
    return this.statements.text<T>({ sql, values: parameters });
  }

  /** A statement written from metadata, which the connection keeps. */
  async prepared<T>(statement: Statement): Promise<T> {
    return this.statements.prepared<T>(statement);
  }

  /** Marks an aggregate as changed here. */
  touch(aggregateId: string): void {
    this.touched.add(aggregateId);
  }

  /** Runs when, and only when, the transaction has committed. Must not throw: nobody would hear it. */
  afterCommit(act: () => void): void {
    this.afterwards.push(act);
  }

  /** Called once by `Work` after the commit. */
  committed(): void {
    for (const act of this.afterwards) act();
  }

  /**
   * Runs a part that can be undone alone.
   *
   * @param part what to do
   * @returns what the part returned; when it throws, its writes are gone and the error goes on
   */
  async savepoint<T>(name: string, part: () => Promise<T>): Promise<T> {
    // What was appended before is none of the part's, and stays when that is undone.
    await this.write(this.closing());
    await this.query(`SAVEPOINT ${name}`);
    const { afterwards } = this;
    const marks = { touched: [...this.touched], afterwards: afterwards.length };
    try {
      const result = await part();
      // Written here and not with the commit, so that a row that cannot be written undoes this part and no more.
      await this.write(this.closing());
      await this.query(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      // Such an error has ended the transaction with its savepoints: rolling back to one would hide it.
      if (isPassing(error)) throw error;
      this.touched.clear();
      for (const mark of marks.touched) this.touched.add(mark);
      afterwards.length = marks.afterwards;
      this.late = [];
      this.refused = undefined;
      await this.query(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  }
}

/** What a read may do. A write here would be a commit of its own, outside any act of the office. */
export class ReadTx extends Tx {
  override async insert(): Promise<never> {
    throw writesNothing();
  }

  override append(): never {
    throw writesNothing();
  }

  override count(): never {
    throw writesNothing();
  }

  override async update(): Promise<never> {
    throw writesNothing();
  }

  override async remove(): Promise<never> {
    throw writesNothing();
  }

  override async savepoint(): Promise<never> {
    throw writesNothing();
  }
}

const writesNothing = (): Error => new Error('Work.read writes nothing: use Work.run');
