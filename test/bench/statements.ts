import { openOperatorConnection, type OperatorConnection } from '#lib/testing';

const counted = {
  Questions: 'statements',
  Com_commit: 'commits',
  Com_select: 'selects',
  Com_insert: 'inserts',
  Com_update: 'updates',
  Com_delete: 'deletes',
  Com_set_option: 'settings',
  Com_begin: 'begins',
  Com_savepoint: 'savepoints',
  Bytes_received: 'bytes in',
  Bytes_sent: 'bytes out',
  Innodb_os_log_written: 'redo bytes',
  Binlog_bytes_written: 'binlog bytes',
  Innodb_row_lock_waits: 'waits for rows',
  Innodb_row_lock_time: 'ms of waiting for rows',
  Innodb_deadlocks: 'deadlocks',
} as const;

/** What the database did over a stretch of work. */
export class StatementWatch {
  private constructor(
    private readonly connection: OperatorConnection,
    private readonly before: ReadonlyMap<string, number>,
  ) {}

  /** Begins now. @param rootUrl administrator's address */
  static async begin(rootUrl: string): Promise<StatementWatch> {
    const connection = await openOperatorConnection(rootUrl);
    return new StatementWatch(connection, await read(connection));
  }

  /** What was done since the beginning, by kind. */
  async end(): Promise<Map<string, number>> {
    const now = await read(this.connection);
    await this.connection.end();
    return new Map([...now].map(([name, count]) => [name, count - (this.before.get(name) ?? 0)]));
  }
}

async function read(connection: OperatorConnection): Promise<Map<string, number>> {
  const names = Object.keys(counted).map((name) => `'${name}'`);
  const rows = await connection.rows(`SHOW GLOBAL STATUS WHERE Variable_name IN (${names.join(', ')})`);
  const [files] = await connection.rows<{ bytes: string }>(
    'SELECT SUM(allocated_size) AS bytes FROM information_schema.innodb_sys_tablespaces',
  );
  const counts = new Map<string, number>(
    (rows as { Variable_name: keyof typeof counted; Value: string }[]).map((row) => [
      counted[row.Variable_name],
      Number(row.Value),
    ]),
  );
  return counts.set('file bytes', Number(files?.bytes ?? 0));
}
