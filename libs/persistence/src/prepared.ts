import type { Connection } from 'mysql2';
import type { EntityManager, QueryRunner } from 'typeorm';

/**
 * Runs a prepared statement on the transaction's connection, or on one of the pool's when there is no transaction. The
 * connection keeps the statement: text is parsed once, by the server too.
 *
 * @param manager of the transaction
 * @param sql with `?` for each value
 * @param values as the driver takes them
 * @returns rows, or what the driver says of a change
 */
export async function prepared<T>(manager: EntityManager, sql: string, values: readonly unknown[]): Promise<T> {
  const { queryRunner } = manager;
  if (queryRunner !== undefined) return execute<T>(queryRunner, sql, values);
  const own = manager.dataSource.createQueryRunner();
  try {
    return await execute<T>(own, sql, values);
  } finally {
    await own.release();
  }
}

async function execute<T>(runner: QueryRunner, sql: string, values: readonly unknown[]): Promise<T> {
  const connection = (await runner.connect()) as Connection;
  return new Promise((resolve, reject) => {
    connection.execute(sql, values as never, (error, result) => {
      if (error === null) resolve(result as T);
      else reject(error);
    });
  });
}
