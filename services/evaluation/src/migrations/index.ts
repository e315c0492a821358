import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessInsertOnly, accessTables } from '#lib/access';
import { messagingInsertOnly, messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { evaluationTables } from './evaluation-tables.js';

const all = [
  ...messagingTables,
  ...accessTables,
  ...idempotencyTables,
  ...businessTimeTables,
  ...timerTables,
  ...evaluationTables,
];

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

/** The migrations of the office of evaluations, oldest first. */
export const migrations = [Create1700000000000];

const own = ['rated_case', 'written_text', 'fraud_signal', 'calendar_copy'];

/** Tables whose rows may never change. */
export const insertOnlyTables: readonly string[] = [...messagingInsertOnly, ...accessInsertOnly, ...own];

export { caseHistory } from './case-history.js';
