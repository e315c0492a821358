import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `ALTER TABLE application
     ADD COLUMN state varchar(32) NOT NULL DEFAULT 'lodged',
     ADD COLUMN version int NOT NULL DEFAULT 1,
     ADD COLUMN bundle_id varchar(40) NULL,
     ADD COLUMN bundle_version int NULL,
     ADD COLUMN bundle_name varchar(200) NULL,
     ADD COLUMN sealed_form mediumtext NULL,
     ADD COLUMN answer_number varchar(120) NULL,
     ADD COLUMN answered_at datetime(3) NULL,
     ADD UNIQUE KEY answer_number (answer_number)`,
  'ALTER TABLE service_case ADD COLUMN bundle_id varchar(40) NULL',
  `CREATE TABLE bundle_copy (
     bundle_id varchar(40) NOT NULL,
     version int NOT NULL,
     content json NOT NULL,
     PRIMARY KEY (bundle_id, version)
   )`,
];

/** One matter (一件事): applications have a state and an answer, cases know their bundle. */
export class Bundles1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
