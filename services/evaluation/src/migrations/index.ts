import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessInsertOnly, accessTables } from '#lib/access';
import { calendarCopiesInsertOnly } from '#lib/calendar-copies';
import { messagingInsertOnly, messagingMigrations, messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { evaluationTables } from './evaluation-tables.js';
import { OneCalendarCopy1700000010000 } from './one-calendar-copy-1700000010000.js';
import { RatingTraces1700000012000 } from './rating-traces-1700000012000.js';
import { ReopenedRectifications1700000013000 } from './reopened-rectifications-1700000013000.js';
import { WholeItemNames1700000011000 } from './whole-item-names-1700000011000.js';

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
export const migrations = [
  Create1700000000000,
  OneCalendarCopy1700000010000,
  WholeItemNames1700000011000,
  RatingTraces1700000012000,
  ReopenedRectifications1700000013000,
  ...messagingMigrations,
];

const own = ['rated_case', 'written_text', 'fraud_signal'];

/** Tables whose rows may never change. */
export const insertOnlyTables: readonly string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...calendarCopiesInsertOnly,
  ...own,
];

export { caseHistory } from './case-history.js';
