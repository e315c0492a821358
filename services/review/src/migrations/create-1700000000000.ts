import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessTables } from '#lib/access';
import { messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { documentTables } from '#lib/seals';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';

const reviewTables: readonly string[] = [
  `CREATE TABLE review_case (
     case_id varchar(40) NOT NULL PRIMARY KEY,
     application_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     case_number varchar(80) NOT NULL,
     item_id varchar(40) NOT NULL,
     item_name varchar(200) NOT NULL,
     department_id varchar(40) NOT NULL,
     departments json NOT NULL,
     hall_id varchar(40) NOT NULL,
     plan mediumtext NOT NULL,
     sealed_applicant text NOT NULL,
     applicant_index varchar(80) NOT NULL,
     delivery text NULL,
     accepted_by varchar(40) NOT NULL,
     accepted_at datetime(3) NOT NULL,
     statutory_due_at datetime(3) NULL,
     promised_due_at datetime(3) NULL,
     calendar_version varchar(80) NOT NULL,
     withdrawal_request_id varchar(40) NULL,
     KEY work_list (region, state, case_id)
   )`,
  `CREATE TABLE task (
     task_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     department_id varchar(40) NOT NULL,
     lead boolean NOT NULL,
     opinion varchar(12) NULL,
     note varchar(1000) NULL,
     given_by varchar(40) NULL,
     given_at datetime(3) NULL,
     KEY tasks_of_case (case_id, task_id),
     KEY of_state (state),
     KEY work_list (department_id, case_id)
   )`,
  `CREATE TABLE decision (
     decision_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     outcome varchar(12) NOT NULL,
     reason varchar(2000) NOT NULL,
     basis text NOT NULL,
     remedy varchar(1000) NULL,
     decided_by varchar(40) NOT NULL,
     letter_id varchar(40) NULL,
     letter_version int NULL,
     letter_number varchar(120) NOT NULL,
     final boolean NOT NULL,
     decided_at datetime(3) NOT NULL,
     UNIQUE KEY one_decision (case_id)
   )`,
  `CREATE TABLE decision_revocation (
     decision_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     reason varchar(2000) NOT NULL,
     letter_number varchar(120) NOT NULL,
     revoked_by varchar(40) NOT NULL,
     revoked_at datetime(3) NOT NULL
   )`,
  `CREATE TABLE withdrawal (
     request_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     reason varchar(1000) NOT NULL,
     requested_at datetime(3) NOT NULL,
     answer varchar(1000) NULL,
     answered_by varchar(40) NULL,
     answered_at datetime(3) NULL,
     KEY withdrawals_of_case (case_id, state, request_id)
   )`,
  `CREATE TABLE clock_fact (
     fact_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     kind varchar(12) NOT NULL,
     at datetime(3) NOT NULL,
     notice_number varchar(120) NOT NULL,
     \`procedure\` varchar(120) NULL,
     days int NULL,
     unit varchar(20) NULL,
     reason varchar(1000) NOT NULL,
     person_id varchar(40) NOT NULL,
     KEY facts_of_case (case_id, at, fact_id)
   )`,
  `CREATE TABLE calendar_copy (
     calendar_id varchar(40) NOT NULL,
     version int NOT NULL,
     label varchar(80) NOT NULL,
     region varchar(12) NOT NULL,
     published_through varchar(10) NOT NULL,
     off_days json NOT NULL,
     makeup_workdays json NOT NULL,
     PRIMARY KEY (calendar_id, version),
     KEY by_label (calendar_id, label)
   )`,
];

/** Every table of review. */
export class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const all = [
      ...messagingTables,
      ...accessTables,
      ...idempotencyTables,
      ...businessTimeTables,
      ...timerTables,
      ...documentTables,
      ...reviewTables,
    ];
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not taken back: drop the schema');
  }
}
