import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessTables } from '#lib/access';
import { messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';

const catalogueTables: readonly string[] = [
  `CREATE TABLE item (
     item_id varchar(40) NOT NULL PRIMARY KEY,
     state varchar(32) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     name varchar(200) NOT NULL,
     department_id varchar(40) NOT NULL,
     department_name varchar(120) NOT NULL,
     task_type varchar(40) NOT NULL,
     case_type varchar(20) NOT NULL,
     base_code varchar(12) NOT NULL,
     level varchar(20) NOT NULL,
     published_version int NOT NULL,
     KEY by_department (department_id, item_id),
     KEY by_name (name),
     KEY by_base_code (base_code)
   )`,
  `CREATE TABLE item_version (
     item_id varchar(40) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     content_sha256 char(64) NOT NULL,
     content mediumtext NOT NULL,
     effective_from datetime(3) NOT NULL,
     published_at datetime(3) NOT NULL,
     published_by varchar(40) NOT NULL,
     PRIMARY KEY (item_id, version),
     KEY same_content (item_id, content_sha256)
   )`,
  `CREATE TABLE bundle (
     bundle_id varchar(40) NOT NULL PRIMARY KEY,
     state varchar(32) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     name varchar(200) NOT NULL,
     lead_department_id varchar(40) NOT NULL,
     content_sha256 char(64) NOT NULL,
     content json NOT NULL
   )`,
  `CREATE TABLE calendar (
     calendar_id varchar(40) NOT NULL PRIMARY KEY,
     state varchar(32) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     label varchar(80) NOT NULL,
     published_through varchar(10) NOT NULL
   )`,
  `CREATE TABLE calendar_version (
     calendar_id varchar(40) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     label varchar(80) NOT NULL,
     published_through varchar(10) NOT NULL,
     off_days json NOT NULL,
     makeup_workdays json NOT NULL,
     published_at datetime(3) NOT NULL,
     published_by varchar(40) NOT NULL,
     PRIMARY KEY (calendar_id, version),
     UNIQUE KEY one_version_a_label (calendar_id, label)
   )`,
];

/** Every table of catalogue. */
export class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const all = [
      ...messagingTables,
      ...accessTables,
      ...idempotencyTables,
      ...businessTimeTables,
      ...timerTables,
      ...catalogueTables,
    ];
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not taken back: drop the schema');
  }
}
