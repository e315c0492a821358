import { createConnection } from 'mysql2/promise';

/** An administrator's look into every schema. */
export interface OperatorConnection {
  rows(sql: string): Promise<object[]>;
  end(): Promise<void>;
}

/** @param rootUrl administrator's address */
export async function openOperatorConnection(rootUrl: string): Promise<OperatorConnection> {
  const connection = await createConnection({ uri: rootUrl });
  return {
    rows: async (sql) => {
      const [rows] = await connection.query(sql);
      return rows as object[];
    },
    end: async () => connection.end(),
  };
}
