import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rectification is sent back at most once, and whoever answered the first time does not judge the second. */
export class ReopenedRectifications1700000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE rectification
         ADD COLUMN reopened_at datetime(3) NULL,
         ADD COLUMN answered_before varchar(40) NOT NULL DEFAULT ''`,
    );
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
