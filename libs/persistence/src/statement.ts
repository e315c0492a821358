import type { Connection, QueryError } from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';

/** SQL with `?` for each value, and the values as the driver takes them. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Runs statements: in a transaction, or each for itself. */
export interface Statements {
  /** As text: for what is said once, or with lists. */
  text<T>(statement: Statement): Promise<T>;
  /** Prepared: the connection keeps it, and the server parses it once. */
  prepared<T>(statement: Statement): Promise<T>;
}

type Send = 'query' | 'execute';

/** Sends one statement over a connection. @returns rows, or what the driver says of a change */
export async function send<T>(connection: Connection, how: Send, { sql, values }: Statement): Promise<T> {
  return new Promise((resolve, reject) => {
    const answer = (error: QueryError | null, result: unknown): void => {
      if (error === null) resolve(result as T);
      else reject(error);
    };
    if (how === 'execute') connection.execute(sql, values as never, answer);
    else connection.query(sql, values as never, answer);
  });
}

/** The connection of a query runner: TypeORM's types do not name it. */
export async function connectionOf(runner: QueryRunner): Promise<Connection> {
  return (await runner.connect()) as Connection;
}

/** Statements on any connection of the pool, each a commit of its own. */
export class Single implements Statements {
  constructor(private readonly dataSource: DataSource) {}

  async text<T>(statement: Statement): Promise<T> {
    return this.once('query', statement);
  }

  async prepared<T>(statement: Statement): Promise<T> {
    return this.once('execute', statement);
  }

  private async once<T>(how: Send, statement: Statement): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await send<T>(await connectionOf(runner), how, statement);
    } finally {
      await runner.release();
    }
  }
}
