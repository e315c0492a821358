import { SealedDocument, SealUse } from './document.entity.js';

/** The tables of sealed documents, for a service's data source. */
export const DOCUMENT_ENTITIES = [SealedDocument, SealUse];

/** Tables a service account may only read and add to. */
export const documentInsertOnly: readonly string[] = ['seal_use'];

/** The statements that make them. */
export const documentTables: readonly string[] = [
  `CREATE TABLE number_sequence (
     sequence varchar(120) NOT NULL PRIMARY KEY,
     last_number bigint NOT NULL
   )`,
  `CREATE TABLE sealed_document (
     document_id varchar(40) NOT NULL PRIMARY KEY,
     subject_id varchar(40) NOT NULL,
     kind varchar(32) NOT NULL,
     number varchar(120) NOT NULL,
     region varchar(12) NOT NULL,
     organ_id varchar(40) NOT NULL,
     content mediumtext NOT NULL,
     state varchar(32) NOT NULL,
     person_id varchar(40) NOT NULL,
     letter_id varchar(40) NULL,
     letter_version int NULL,
     requested_at datetime(3) NOT NULL,
     sealed_at datetime(3) NULL,
     pdf mediumblob NULL,
     sha256 char(64) NULL,
     sm3 char(64) NULL,
     UNIQUE KEY number (number),
     KEY subject (subject_id, requested_at)
   )`,
  `CREATE TABLE seal_use (
     document_id varchar(40) NOT NULL PRIMARY KEY,
     subject_id varchar(40) NOT NULL,
     organ_id varchar(40) NOT NULL,
     purpose varchar(32) NOT NULL,
     person_id varchar(40) NOT NULL,
     letter_id varchar(40) NULL,
     letter_version int NULL,
     sm3 char(64) NOT NULL,
     at datetime(3) NOT NULL,
     KEY organ (organ_id, at)
   )`,
];
