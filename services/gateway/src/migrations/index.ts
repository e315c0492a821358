import type { MigrationInterface, QueryRunner } from 'typeorm';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';

const own = [
  `CREATE TABLE session (
     digest char(64) NOT NULL PRIMARY KEY,
     person_id varchar(40) NOT NULL,
     tokens text NOT NULL,
     access_until datetime(3) NOT NULL,
     until datetime(3) NOT NULL,
     version int NOT NULL,
     KEY until (until)
   )`,
  `CREATE TABLE sign_in (
     state varchar(64) NOT NULL PRIMARY KEY,
     verifier varchar(128) NOT NULL,
     return_to varchar(300) NOT NULL,
     begun_at datetime(3) NOT NULL,
     KEY begun (begun_at)
   )`,
];

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...idempotencyTables, ...businessTimeTables, ...timerTables, ...own]) {
      await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

/** The gateway's migrations, oldest first. */
export const migrations = [Create1700000000000];

/** The gateway keeps no record: sessions come and go. */
export const insertOnlyTables: readonly string[] = [];
