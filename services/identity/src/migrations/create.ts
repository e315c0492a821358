import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessTables } from '#lib/access';
import { messagingTables } from '#lib/messaging';
import { timerTables } from '#lib/persistence';
import { businessTimeTables, idempotencyTables } from '#lib/service-kit';

const officeTables: readonly string[] = [
  `CREATE TABLE organisation (
     organisation_id varchar(40) NOT NULL PRIMARY KEY,
     name varchar(120) NOT NULL,
     short_name varchar(40) NOT NULL,
     kind varchar(20) NOT NULL,
     credit_code varchar(18) NOT NULL,
     aliases json NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     UNIQUE KEY credit_code (credit_code)
   )`,
  `CREATE TABLE staff (
     staff_id varchar(40) NOT NULL PRIMARY KEY,
     organisation_id varchar(40) NOT NULL,
     name varchar(60) NOT NULL,
     roles json NOT NULL,
     window_name varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     KEY organisation (organisation_id, staff_id),
     KEY region (region, staff_id)
   )`,
  `CREATE TABLE letter (
     letter_id varchar(40) NOT NULL PRIMARY KEY,
     kind varchar(32) NOT NULL,
     letter_number varchar(80) NOT NULL,
     department_id varchar(40) NOT NULL,
     hall_id varchar(40) NOT NULL,
     staff_id varchar(40) NOT NULL,
     item_ids json NOT NULL,
     powers json NOT NULL,
     valid_from datetime(3) NOT NULL,
     valid_until datetime(3) NOT NULL,
     state varchar(32) NOT NULL,
     revoked_from datetime(3) NULL,
     revoked_for varchar(500) NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     UNIQUE KEY letter_number (letter_number),
     KEY department (department_id, letter_id),
     KEY hall (hall_id, letter_id),
     KEY staff (staff_id, letter_id),
     KEY region (region, letter_id)
   )`,
];

const signInTables: readonly string[] = [
  `CREATE TABLE account (
     account_id varchar(40) NOT NULL PRIMARY KEY,
     kind varchar(20) NOT NULL,
     login varchar(60) NOT NULL,
     password_hash varchar(200) NOT NULL,
     person_index varchar(80) NULL,
     failed_attempts int NOT NULL,
     locked_until datetime(3) NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     UNIQUE KEY login (login)
   )`,
  `CREATE TABLE sign_in (
     sign_in_id varchar(40) NOT NULL PRIMARY KEY,
     account_id varchar(40) NULL,
     outcome varchar(20) NOT NULL,
     at datetime(3) NOT NULL,
     KEY account (account_id, at)
   )`,
  `CREATE TABLE signing_keys (
     keys_id varchar(40) NOT NULL PRIMARY KEY,
     public_keys json NOT NULL,
     private_keys text NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE oidc_record (
     model varchar(40) NOT NULL,
     record_id varchar(64) NOT NULL,
     payload text NOT NULL,
     grant_id varchar(64) NULL,
     uid varchar(64) NULL,
     user_code varchar(40) NULL,
     expires_at datetime(3) NOT NULL,
     consumed_at datetime(3) NULL,
     PRIMARY KEY (model, record_id),
     KEY grant_id (grant_id, model),
     KEY uid (uid, model),
     KEY user_code (user_code, model),
     KEY expires_at (expires_at)
   ) COLLATE utf8mb4_bin`,
];

const timeTables: readonly string[] = [
  `CREATE TABLE business_clock (
     clock_id varchar(40) NOT NULL PRIMARY KEY,
     offset_ms bigint NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE heartbeat (
     heartbeat_id varchar(40) NOT NULL PRIMARY KEY,
     sent_at datetime(3) NOT NULL,
     version int NOT NULL
   )`,
  `INSERT INTO heartbeat (heartbeat_id, sent_at, version) VALUES ('identity', '2000-01-01', 0)`,
];

/** Makes the schema. */
export class Create1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const shared = [...messagingTables, ...accessTables, ...idempotencyTables, ...businessTimeTables, ...timerTables];
    for (const statement of [...shared, ...officeTables, ...signInTables, ...timeTables]) {
      await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('a journal is not unmade: drop the schema instead');
  }
}
