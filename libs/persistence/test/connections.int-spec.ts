import { expect, it } from '@jest/globals';
import { openStand } from '#lib/testing';
import { createDataSource } from '../src/index.js';

/** An account is let in where it has a table. */
async function makeTable(url: string): Promise<void> {
  const migrating = await createDataSource({ url, entities: [] }).initialize();
  await migrating.query('CREATE TABLE one (number int NOT NULL PRIMARY KEY)');
  await migrating.destroy();
}

it('reads what is committed, and lists in the order of one index, on every connection', async () => {
  const stand = await openStand();
  const url = await stand.schema('connections', makeTable);
  const dataSource = await createDataSource({ url, entities: [] }).initialize();
  const runners = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  try {
    for (const runner of runners) {
      const [settings] = (await runner.query('SELECT @@tx_isolation AS isolation, @@optimizer_switch AS switches')) as {
        isolation: string;
        switches: string;
      }[];
      expect(settings?.isolation).toBe('READ-COMMITTED');
      expect(settings?.switches.split(',')).toContain('index_merge_intersection=off');
    }
  } finally {
    for (const runner of runners) await runner.release();
    await dataSource.destroy();
    await stand.close();
  }
});
