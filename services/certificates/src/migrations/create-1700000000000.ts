import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessTables } from '#lib/access';
import { messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { documentTables } from '#lib/seals';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';

const certificateTables: readonly string[] = [
  `CREATE TABLE certificate (
     certificate_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     decision_id varchar(40) NOT NULL,
     item_id varchar(40) NOT NULL,
     item_name varchar(200) NOT NULL,
     department_id varchar(40) NOT NULL,
     organ_name varchar(120) NOT NULL,
     title varchar(200) NOT NULL,
     number varchar(120) NOT NULL,
     identifier varchar(100) NOT NULL,
     sealed_applicant text NOT NULL,
     applicant_index varchar(80) NOT NULL,
     issued_on varchar(10) NOT NULL,
     valid_until varchar(10) NULL,
     document_id varchar(40) NOT NULL,
     sha256 char(64) NULL,
     sm3 char(64) NULL,
     validated_at datetime(3) NULL,
     UNIQUE KEY one_for_a_case (case_id),
     UNIQUE KEY number (number),
     UNIQUE KEY identifier (identifier),
     KEY digest (sha256),
     KEY of_state (state),
     KEY of_region (region, certificate_id),
     KEY of_department (department_id, certificate_id),
     KEY of_applicant (applicant_index, certificate_id)
   )`,
  `CREATE TABLE decision_copy (
     case_id varchar(40) NOT NULL PRIMARY KEY,
     decision_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     certified boolean NOT NULL
   )`,
  `CREATE TABLE validity_change (
     certificate_id varchar(40) NOT NULL,
     version int NOT NULL,
     act varchar(20) NOT NULL,
     reason varchar(500) NOT NULL,
     person_id varchar(40) NOT NULL,
     at datetime(3) NOT NULL,
     PRIMARY KEY (certificate_id, version)
   )`,
];

/** Every table of certificates. */
export class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const all = [
      ...messagingTables,
      ...accessTables,
      ...idempotencyTables,
      ...businessTimeTables,
      ...timerTables,
      ...documentTables,
      ...certificateTables,
    ];
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not taken back: drop the schema');
  }
}
