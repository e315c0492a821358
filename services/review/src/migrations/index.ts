import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { messagingInsertOnly } from '#lib/messaging';
import { documentInsertOnly } from '#lib/seals';
import { AddFeeClearance1700000002000 } from './add-fee-clearance-1700000002000.js';
import { Create1700000000000 } from './create-1700000000000.js';

/** The schema of review, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Create1700000000000, AddFeeClearance1700000002000];

/** Tables the service account may only read and add to. */
export const insertOnlyTables: string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  ...documentInsertOnly,
  'decision',
  'decision_revocation',
  'clock_fact',
  'fee_clearance',
];

export { caseHistory } from './case-history.js';
