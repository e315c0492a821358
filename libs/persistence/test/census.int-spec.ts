import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type DataSource,
  Entity,
  type MigrationInterface,
  PrimaryColumn,
  type QueryRunner,
  VersionColumn,
} from 'typeorm';
import { openStand, type Stand } from '#lib/testing';
import { countByState, countedTables, countingSql } from '../src/census.js';
import { state, text } from '../src/columns.js';
import { createDataSource } from '../src/data-source.js';
import { runMigrations } from '../src/migrate.js';

/* A table of a state machine with an index that begins with the state, one where it comes later, and one without any. */

@Entity({ name: 'led_by_state' })
class LedByState {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id: string;
  @state() state: string;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}

@Entity({ name: 'state_within' })
class StateWithin {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id: string;
  @state() state: string;
  @VersionColumn({ type: 'int' }) version: number;
}

@Entity({ name: 'not_indexed' })
class NotIndexed {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id: string;
  @state() state: string;
  @VersionColumn({ type: 'int' }) version: number;
}

const columns = `id varchar(40) PRIMARY KEY, state varchar(32) NOT NULL, region varchar(12) NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1`;
const rows = 3_000;

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE led_by_state (${columns}, KEY a_department (region, state, id), KEY work (state, id))`,
    );
    await runner.query(`CREATE TABLE state_within (${columns}, KEY a_department (region, state))`);
    await runner.query(`CREATE TABLE not_indexed (${columns})`);
    for (const table of ['led_by_state', 'state_within', 'not_indexed']) {
      await runner.query(
        `INSERT INTO ${table} (id, state) SELECT seq, IF(seq % 3 = 0, 'open', 'closed') FROM seq_1_to_${rows}`,
      );
      await runner.query(`ANALYZE TABLE ${table}`);
    }
  }
  async down(): Promise<void> {}
}

let stand: Stand;
let dataSource: DataSource;

beforeAll(async () => {
  stand = await openStand();
  const url = await stand.schema('census', async (at) => runMigrations(at, [Create1700000000000]));
  dataSource = await createDataSource({
    url,
    entities: [LedByState, StateWithin, NotIndexed],
    poolSize: 1,
  }).initialize();
});

afterAll(async () => {
  await dataSource?.destroy();
  await stand?.close();
});

it('counts from an index that begins with the state where there is one, and a table without any not at all', async () => {
  const tables = await countedTables(dataSource);
  expect(tables).toEqual([
    { table: 'led_by_state', index: 'work' },
    { table: 'state_within', index: 'a_department' },
  ]);
  const counts = await countByState(dataSource, tables);
  const byPlace = counts.sort((a, b) => (`${a.table} ${a.state}` < `${b.table} ${b.state}` ? -1 : 1));
  expect(byPlace).toEqual(
    ['led_by_state', 'state_within'].flatMap((table) => [
      { table, state: 'closed', rows: 2_000 },
      { table, state: 'open', rows: 1_000 },
    ]),
  );
});

it('reads the index alone: no row of the table, and nothing is sorted', async () => {
  const plans = [];
  for (const table of await countedTables(dataSource))
    plans.push(
      ...(await dataSource.query<{ type: string; key: string; Extra: string }[]>(`EXPLAIN ${countingSql(table)}`)),
    );
  expect(plans).toMatchObject([
    { type: 'index', key: 'work', Extra: 'Using index' },
    { type: 'index', key: 'a_department', Extra: expect.stringContaining('Using index') },
  ]);
});
