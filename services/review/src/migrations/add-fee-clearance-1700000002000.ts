import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fees that are due before the decision. */
export class AddFeeClearance1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE fee_clearance (
      case_id varchar(40) NOT NULL,
      timing varchar(20) NOT NULL,
      event_id varchar(40) NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (case_id, timing)
    )`);
  }

  async down(): Promise<void> {
    throw new Error('tables of record are not dropped; restore a backup');
  }
}
