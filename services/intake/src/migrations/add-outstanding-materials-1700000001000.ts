import type { MigrationInterface, QueryRunner } from 'typeorm';

const outstandingTables: readonly string[] = [
  `CREATE TABLE outstanding_material (
     outstanding_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     material_ref varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     material_name varchar(200) NOT NULL,
     promise_number varchar(120) NOT NULL,
     promised_at datetime(3) NOT NULL,
     cure_working_days int NOT NULL,
     cure_due_at datetime(3) NOT NULL,
     calendar_version varchar(80) NOT NULL,
     explanation json NOT NULL,
     cured_at datetime(3) NULL,
     UNIQUE KEY material_of_case (case_id, material_ref)
   )`,
  `CREATE TABLE deferral_promise (
     promise_number varchar(120) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     sealed_promiser text NOT NULL,
     sealed_signature mediumtext NOT NULL,
     taken_by varchar(40) NOT NULL,
     promised_at datetime(3) NOT NULL,
     UNIQUE KEY one_promise (case_id)
   )`,
];

/** What a case was accepted without (容缺受理), and the signed promise to bring it. */
export class AddOutstandingMaterials1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of outstandingTables) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
