/*
 * What the databases cannot say of themselves is put beside them for the length of a look: the streams, the durables, the
 * code's own tables of acts and handlers, what the load generator wrote down, and the payment provider's statements. Temporary tables of one connection,
 * so nothing is left behind.
 */

/** Where they lie. */
export const sideSchema = 'yc_check';

/** The statements that make them. */
export const sideTables: readonly string[] = [
  `CREATE DATABASE IF NOT EXISTS ${sideSchema} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  `CREATE TEMPORARY TABLE ${sideSchema}.stream (
     name varchar(64) NOT NULL PRIMARY KEY,
     source varchar(40) NOT NULL,
     created varchar(40) NOT NULL,
     first_seq bigint NOT NULL,
     last_seq bigint NOT NULL
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.message (
     stream varchar(64) NOT NULL,
     seq bigint NOT NULL,
     message_id varchar(80) NOT NULL,
     source varchar(40) NOT NULL,
     subject varchar(200) NOT NULL,
     event_id varchar(40) NOT NULL,
     type varchar(120) NOT NULL,
     aggregate varchar(64) NOT NULL,
     aggregate_id varchar(40) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     person_id varchar(40) NOT NULL,
     payload_sha256 char(64) NOT NULL,
     fault varchar(200) NULL,
     PRIMARY KEY (stream, seq),
     KEY message_id (message_id),
     KEY type (source, type),
     KEY history (aggregate, aggregate_id, version)
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.durable (
     stream varchar(64) NOT NULL,
     name varchar(80) NOT NULL,
     ack_floor bigint NOT NULL,
     unfinished bigint NOT NULL,
     PRIMARY KEY (stream, name)
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.heard (
     service varchar(40) NOT NULL,
     source varchar(40) NOT NULL,
     type varchar(120) NOT NULL,
     handler varchar(80) NOT NULL,
     PRIMARY KEY (service, type),
     KEY handler (service, handler)
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.rule (
     service varchar(40) NOT NULL,
     aggregate varchar(64) NOT NULL,
     act varchar(40) NOT NULL,
     from_state varchar(32) NOT NULL,
     to_state varchar(32) NOT NULL,
     announces varchar(120) NULL,
     PRIMARY KEY (service, aggregate, act, from_state)
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.operation (
     op varchar(40) NOT NULL PRIMARY KEY,
     idempotency_key varchar(80) NOT NULL,
     person varchar(40) NOT NULL,
     service varchar(40) NOT NULL,
     act varchar(200) NOT NULL,
     outcome varchar(16) NOT NULL,
     answer_sha256 char(64) NULL,
     KEY idempotency_key (idempotency_key)
   )`,
  `CREATE TEMPORARY TABLE ${sideSchema}.expected (
     case_id varchar(40) NOT NULL,
     service varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     PRIMARY KEY (case_id, service)
   )`,
  // A line may be told twice: that is what is looked for.
  `CREATE TEMPORARY TABLE ${sideSchema}.provider_line (
     kind varchar(20) NOT NULL,
     entry_key varchar(80) NOT NULL,
     transaction_id varchar(40) NOT NULL,
     pay_code varchar(40) NOT NULL,
     amount_fen bigint NOT NULL,
     KEY entry_key (entry_key),
     KEY transaction_id (transaction_id)
   )`,
];
