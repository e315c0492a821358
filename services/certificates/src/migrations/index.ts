import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { messagingInsertOnly, messagingMigrations } from '#lib/messaging';
import { documentInsertOnly } from '#lib/seals';
import { Create1700000000000 } from './create-1700000000000.js';

/** The schema of certificates, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Create1700000000000, ...messagingMigrations];

/** Tables the service account may only read and add to. */
export const insertOnlyTables: string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  'decision_copy',
  'validity_change',
];

export { caseHistory } from './case-history.js';
