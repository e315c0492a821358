import type { MigrationInterface } from 'typeorm';
import { ledgerTable, LedgerRow } from './door/ledger.entity.js';
import { DeadLetterRow, InboxRow, LateFactRow, ParkedRow } from './inbox/inbox.entity.js';
import { LetterOfAnEvent1700000020000 } from './inbox/letter-of-an-event-1700000020000.js';
import { OutboxRow } from './outbox/outbox.entity.js';

/** The tables of the messaging library, for a service's data source. */
export const MESSAGING_ENTITIES = [OutboxRow, InboxRow, ParkedRow, DeadLetterRow, LateFactRow, LedgerRow];

/** Tables a service account may only read and add to. */
export const messagingInsertOnly: readonly string[] = ['ledger', 'inbox', 'late_fact'];

/** The statements that make them; every service runs them in its first migration. */
export const messagingTables: readonly string[] = [
  `CREATE TABLE outbox (
     seq bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     event_id char(26) NOT NULL,
     type varchar(120) NOT NULL,
     aggregate varchar(64) NOT NULL,
     aggregate_id varchar(40) NOT NULL,
     aggregate_version int NOT NULL,
     region varchar(12) NOT NULL,
     subject varchar(200) NOT NULL,
     occurred_at datetime(3) NOT NULL,
     person_id varchar(40) NOT NULL,
     letter_id varchar(40) NULL,
     letter_version int NULL,
     cause varchar(120) NULL,
     traceparent varchar(64) NULL,
     payload mediumblob NOT NULL,
     payload_sha256 char(64) NOT NULL,
     state varchar(32) NOT NULL,
     stream_name varchar(64) NULL,
     stream_created varchar(40) NULL,
     stream_seq bigint NULL,
     published_at datetime(3) NULL,
     UNIQUE KEY event (event_id),
     UNIQUE KEY one_event_a_version (aggregate, aggregate_id, aggregate_version),
     KEY waiting (state, seq),
     KEY place (stream_created, stream_seq)
   )`,
  `CREATE TABLE relay_lease (
     id varchar(40) NOT NULL PRIMARY KEY,
     holder varchar(40) NOT NULL,
     leased_until datetime(3) NOT NULL
   )`,
  `INSERT INTO relay_lease (id, holder, leased_until) VALUES ('relay', 'nobody', '2000-01-01')`,
  `CREATE TABLE inbox (
     handler varchar(80) NOT NULL,
     event_id char(26) NOT NULL,
     aggregate_id varchar(40) NOT NULL,
     aggregate_version int NOT NULL,
     handled_at datetime(3) NOT NULL,
     PRIMARY KEY (handler, event_id),
     KEY aggregate (aggregate_id, aggregate_version)
   )`,
  `CREATE TABLE parked (
     handler varchar(80) NOT NULL,
     event_id char(26) NOT NULL,
     awaits varchar(80) NOT NULL,
     reason varchar(200) NOT NULL,
     envelope json NOT NULL,
     payload mediumblob NOT NULL,
     parked_at datetime(3) NOT NULL,
     tries int NOT NULL DEFAULT 0,
     PRIMARY KEY (handler, event_id),
     KEY awaits (awaits),
     KEY age (parked_at)
   )`,
  `CREATE TABLE dead_letter (
     stream varchar(64) NOT NULL,
     stream_seq bigint NOT NULL,
     consumer varchar(80) NOT NULL,
     event_id varchar(40) NOT NULL,
     type varchar(120) NOT NULL,
     cause varchar(32) NOT NULL,
     error varchar(1000) NOT NULL,
     deliveries int NOT NULL,
     headers json NOT NULL,
     payload mediumblob NOT NULL,
     first_at datetime(3) NOT NULL,
     last_at datetime(3) NOT NULL,
     state varchar(32) NOT NULL,
     settled_by varchar(80) NULL,
     settled_reason varchar(500) NULL,
     PRIMARY KEY (stream, stream_seq, consumer),
     KEY open_letters (state, first_at)
   )`,
  `CREATE TABLE late_fact (
     handler varchar(80) NOT NULL,
     event_id char(26) NOT NULL,
     aggregate_id varchar(40) NOT NULL,
     type varchar(120) NOT NULL,
     state varchar(32) NOT NULL,
     remedy varchar(200) NOT NULL,
     recorded_at datetime(3) NOT NULL,
     PRIMARY KEY (handler, event_id),
     KEY aggregate (aggregate_id)
   )`,
  ledgerTable,
];

/** How they changed since, oldest first; every service lists them among its migrations. */
export const messagingMigrations: readonly (new () => MigrationInterface)[] = [LetterOfAnEvent1700000020000];
