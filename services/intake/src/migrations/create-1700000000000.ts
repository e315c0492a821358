import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessTables } from '#lib/access';
import { messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { documentTables } from '#lib/seals';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';
import { intakeTables } from './intake-tables.js';

/** The first tables of the front desk. */
export class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const libraries = [
      messagingTables,
      accessTables,
      idempotencyTables,
      businessTimeTables,
      timerTables,
      documentTables,
    ];
    for (const statement of [...libraries.flat(), ...intakeTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
