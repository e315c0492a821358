import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One matter (一件事): orders know the application they came with. */
export class Bundles1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE dispatch_order
         ADD COLUMN application_id varchar(40) NOT NULL DEFAULT '',
         ADD KEY application (application_id, order_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}
