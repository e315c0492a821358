import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessInsertOnly, accessTables } from '#lib/access';
import { messagingInsertOnly, messagingMigrations, messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { documentInsertOnly, documentTables } from '#lib/seals';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { RefundsAskedFor1700000010000 } from './refunds-asked-for-1700000010000.js';
import { feesInsertOnly, feesTables } from './fees-tables.js';

const all = [
  ...messagingTables,
  ...accessTables,
  ...idempotencyTables,
  ...businessTimeTables,
  ...timerTables,
  ...documentTables,
  ...feesTables,
];

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

/** The migrations of the cashier’s office, oldest first. */
export const migrations = [Create1700000000000, RefundsAskedFor1700000010000, ...messagingMigrations];

/** Tables whose rows may never change. */
export const insertOnlyTables: readonly string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  ...feesInsertOnly,
];

export { caseHistory } from './case-history.js';
