import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { calendarCopiesInsertOnly } from '#lib/calendar-copies';
import { messagingInsertOnly, messagingMigrations } from '#lib/messaging';
import { documentInsertOnly } from '#lib/seals';
import { AddOutstandingMaterials1700000001000 } from './add-outstanding-materials-1700000001000.js';
import { Bundles1700000002000 } from './bundles-1700000002000.js';
import { Create1700000000000 } from './create-1700000000000.js';
import { OneCalendarCopy1700000010000 } from './one-calendar-copy-1700000010000.js';

/** Oldest first. */
export const migrations: (new () => MigrationInterface)[] = [
  Create1700000000000,
  AddOutstandingMaterials1700000001000,
  Bundles1700000002000,
  OneCalendarCopy1700000010000,
  ...messagingMigrations,
];

/** Tables the service's account may only read and add to. */
export const insertOnlyTables: string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  ...calendarCopiesInsertOnly,
  'material_file',
  'deferral_promise',
];

export { caseHistory } from './case-history.js';
