import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { calendarCopiesInsertOnly } from '#lib/calendar-copies';
import { messagingInsertOnly, messagingMigrations } from '#lib/messaging';
import { documentInsertOnly } from '#lib/seals';
import { AddFeeClearance1700000002000 } from './add-fee-clearance-1700000002000.js';
import { Create1700000000000 } from './create-1700000000000.js';
import { OneCalendarCopy1700000010000 } from './one-calendar-copy-1700000010000.js';

/** The schema of review, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [
  Create1700000000000,
  AddFeeClearance1700000002000,
  OneCalendarCopy1700000010000,
  ...messagingMigrations,
];

/** Tables the service account may only read and add to. */
export const insertOnlyTables: string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  ...calendarCopiesInsertOnly,
  'decision',
  'decision_revocation',
  'clock_fact',
  'fee_clearance',
];

export { caseHistory } from './case-history.js';
