import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessInsertOnly, accessTables } from '#lib/access';
import { messagingInsertOnly, messagingMigrations, messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { documentInsertOnly, documentTables } from '#lib/seals';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { Bundles1700000002000 } from './bundles-1700000002000.js';
import { dispatchTables } from './dispatch-tables.js';
import { WholeItemNames1700000011000 } from './whole-item-names-1700000011000.js';

const all = [
  ...messagingTables,
  ...accessTables,
  ...idempotencyTables,
  ...businessTimeTables,
  ...timerTables,
  ...documentTables,
  ...dispatchTables,
];

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

class AddEndedCases1700000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ended_case (
      case_id varchar(40) NOT NULL PRIMARY KEY,
      event_id varchar(40) NOT NULL,
      at datetime(3) NOT NULL
    )`);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

/** The issue desk's migrations, oldest first. */
export const migrations = [
  Create1700000000000,
  Bundles1700000002000,
  AddEndedCases1700000003000,
  WholeItemNames1700000011000,
  ...messagingMigrations,
];

const own = ['ended_case', 'hold', 'hold_release', 'courier_callback', 'hand_over'];

/** Tables whose rows may never change. */
export const insertOnlyTables: readonly string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  ...own,
];

export { caseHistory } from './case-history.js';
