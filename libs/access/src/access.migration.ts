import { AccessAudit } from './audit/audit.entity.js';
import { IdentityFact, LetterCopy, OrganisationCopy, StaffCopy } from './copies/copies.entity.js';

/** The tables of the access library, for a service's data source. */
export const ACCESS_ENTITIES = [OrganisationCopy, StaffCopy, LetterCopy, IdentityFact, AccessAudit];

/** Tables a service account may only read and add to. */
export const accessInsertOnly: readonly string[] = ['access_audit'];

/** The statements that make them; every service runs them in its first migration. */
export const accessTables: readonly string[] = [
  `CREATE TABLE organisation_copy (
     organisation_id varchar(40) NOT NULL PRIMARY KEY,
     name varchar(120) NOT NULL,
     short_name varchar(40) NOT NULL,
     kind varchar(32) NOT NULL,
     credit_code varchar(18) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE staff_copy (
     staff_id varchar(40) NOT NULL PRIMARY KEY,
     organisation_id varchar(40) NOT NULL,
     name varchar(60) NOT NULL,
     roles json NOT NULL,
     state varchar(32) NOT NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE letter_copy (
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
     revoked_at datetime(3) NULL,
     region varchar(12) NOT NULL,
     version int NOT NULL,
     KEY holder (kind, department_id, hall_id, staff_id)
   )`,
  `CREATE TABLE identity_fact (
     kind varchar(40) NOT NULL PRIMARY KEY,
     content text NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE access_audit (
     audit_id varchar(40) NOT NULL PRIMARY KEY,
     kind varchar(20) NOT NULL,
     person_id varchar(40) NOT NULL,
     act varchar(40) NOT NULL,
     object varchar(200) NOT NULL,
     code varchar(80) NULL,
     purpose varchar(200) NULL,
     at datetime(3) NOT NULL,
     KEY person (person_id, at)
   )`,
];
