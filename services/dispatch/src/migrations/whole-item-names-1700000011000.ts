import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register lets an item's name have 200 characters; with a narrower copy no order opened for a long one, and the
 * result never went out. The message to the applicant says the name, the case's number and what to do. Lengths stay within
 * two bytes, so no row is rewritten.
 */
export class WholeItemNames1700000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dispatch_order MODIFY item_name varchar(200) NOT NULL');
    await runner.query('ALTER TABLE sms_message MODIFY content varchar(400) NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}
