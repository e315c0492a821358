import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessInsertOnly, accessTables } from '#lib/access';
import { calendarCopiesInsertOnly } from '#lib/calendar-copies';
import { messagingInsertOnly, messagingMigrations, messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { BehindFigures1700000010000 } from './behind-figures-1700000010000.js';
import { ContactRules1700000030000 } from './contact-rules-1700000030000.js';
import { firstRules, supervisionTables } from './supervision-tables.js';
import { TimersOfAKind1700000031000 } from './timers-of-a-kind-1700000031000.js';

const all = [
  ...messagingTables,
  ...accessTables,
  ...idempotencyTables,
  ...businessTimeTables,
  ...timerTables,
  ...supervisionTables,
  ...firstRules,
];

class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}

/** The migrations of supervision, oldest first. */
export const migrations = [
  Create1700000000000,
  BehindFigures1700000010000,
  ...messagingMigrations,
  ContactRules1700000030000,
  TimersOfAKind1700000031000,
];

/** Tables whose rows may never change. */
export const insertOnlyTables: readonly string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...calendarCopiesInsertOnly,
  'case_fact',
  'due_move',
  'rule_version',
];

export { caseHistory } from './case-history.js';
