import { createConnection } from 'mysql2/promise';

/** An administrator's look into every schema. */
export interface OperatorConnection {
  rows<T extends object = object>(sql: string, values?: unknown[]): Promise<T[]>;
  end(): Promise<void>;
}

/** @param rootUrl administrator's address */
export async function openOperatorConnection(rootUrl: string): Promise<OperatorConnection> {
  const connection = await createConnection({ uri: rootUrl, timezone: 'Z', charset: 'utf8mb4_bin' });
  return {
    rows: async <T extends object>(sql: string, values: unknown[] = []) => {
      const [rows] = await connection.query(sql, values);
      return rows as T[];
    },
    end: async () => connection.end(),
  };
}
