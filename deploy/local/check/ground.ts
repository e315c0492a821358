import type { BusView } from '#lib/messaging';
import type { SealCheck, ThreadPool } from '#lib/seals';
import type { OperatorConnection } from '#lib/testing';
import { serviceNames } from '../services.js';
import { copyJournal } from './client-journal.js';
import { copyStatements } from './copy-statements.js';
import { copyCode, copyStreams } from './fill-side-tables.js';
import { aggregatesOf, heardIn, type ServiceCode } from './service-code.js';
import type { Progress } from './progress.js';
import type { SealQuestion } from './seal-thread.js';
import { sideTables } from './side-tables.js';
import type { Statements } from './statements.js';

/** What is looked at. */
export interface Sights {
  db: OperatorConnection;
  bus: BusView;
  /** Whether services may be working. */
  live: boolean;
  /** The payment provider's; undefined when there is none to ask. */
  statements: Statements | undefined;
  /** Is told where the look is. */
  progress: Progress;
  seals: ThreadPool<SealQuestion, SealCheck>;
}

/**
 * Equations join by whatever has to agree, and services keep no indexes for them: a pair of tables with 90,000 rows each was
 * compared row by row for minutes, by hash in a second.
 */
const joinByHash = `SET SESSION join_cache_level = 8, join_buffer_size = ${64 << 20}, join_buffer_space_limit = ${512 << 20}`;

/** Everything the equations are about, as of one moment. */
export class Ground {
  private readonly counts = new Map<string, number>();

  private constructor(
    private readonly sights: Sights,
    /** The tables of each service that has a schema. */
    private readonly tables: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
    /** The services that say or hear something, with their code. */
    readonly code: ReadonlyMap<string, ServiceCode>,
  ) {}

  /**
   * Looks once: copies the streams, then holds the databases still (a snapshot), so that whatever a stream says must be in
   * them already.
   */
  static async look(sights: Sights): Promise<Ground> {
    const { db, bus, statements, progress } = sights;
    await db.rows(`SET SESSION sql_log_bin = 0`);
    await db.rows(`SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
    await db.rows(joinByHash);
    for (const statement of sideTables) await db.rows(statement);
    const tables = await readTables(db);
    const code = await readCode(tables);
    await copyCode(db, code);
    progress.reach('what the load generator wrote, the streams and the statements');
    await copyJournal(db);
    await copyStreams(db, bus);
    if (tables.get('fees')?.has('payment') === true) await copyStatements(db, statements);
    await db.rows('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    return new Ground(sights, tables, code);
  }

  /** Whether services may be working. */
  get live(): boolean {
    return this.sights.live;
  }

  /** Whether the payment provider was asked. */
  get provider(): boolean {
    return this.sights.statements !== undefined;
  }

  /** Is told where the look is. */
  get progress(): Progress {
    return this.sights.progress;
  }

  /** Verifies seals. */
  get seals(): ThreadPool<SealQuestion, SealCheck> {
    return this.sights.seals;
  }

  /** The services with journal and inbox. */
  get services(): string[] {
    return [...this.code.keys()];
  }

  /** Whether all of these tables are there, each as `service.table`: equations come with the service they are about. */
  has(...wanted: string[]): boolean {
    return wanted.every((one) => {
      const [service = '', table = ''] = one.split('.');
      return this.tables.get(service)?.has(table) === true;
    });
  }

  /** Whether a table has a column. */
  hasColumn(service: string, table: string, column: string): boolean {
    return this.tables.get(service)?.get(table)?.includes(column) === true;
  }

  /** The services that have a table. */
  having(table: string): string[] {
    return [...this.tables].filter(([, names]) => names.has(table)).map(([service]) => service);
  }

  /** The first column of what a query finds. */
  async ids(sql: string): Promise<string[]> {
    return (await this.sights.db.rows(sql)).map((row) => String(Object.values(row)[0]));
  }

  /** What a query finds. */
  async rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.sights.db.rows<T>(sql, values);
  }

  /** How many rows a table has. */
  async count(table: string): Promise<number> {
    const known = this.counts.get(table);
    if (known !== undefined) return known;
    const [row] = await this.sights.db.rows<{ many: number }>(`SELECT COUNT(*) AS many FROM ${table}`);
    this.counts.set(table, row?.many ?? 0);
    return row?.many ?? 0;
  }
}

async function readTables(db: OperatorConnection): Promise<Map<string, Map<string, string[]>>> {
  const rows = await db.rows<{ service: string; name: string; columns: string }>(
    `SELECT SUBSTRING(table_schema, 4) AS service, table_name AS name, GROUP_CONCAT(column_name) AS columns
       FROM information_schema.columns WHERE table_schema IN (?) GROUP BY table_schema, table_name`,
    [serviceNames.map((name) => `yc_${name}`)],
  );
  const tables = new Map<string, Map<string, string[]>>();
  for (const { service, name, columns } of rows) {
    const known = tables.get(service) ?? new Map<string, string[]>();
    tables.set(service, known.set(name, columns.split(',')));
  }
  return tables;
}

async function readCode(tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Promise<Map<string, ServiceCode>> {
  const code = new Map<string, ServiceCode>();
  for (const service of serviceNames) {
    const names = tables.get(service);
    if (names?.has('outbox') !== true) continue;
    const heard = await heardIn(service, names.has('staff_copy'));
    code.set(service, { aggregates: await aggregatesOf(service), heard });
  }
  return code;
}
