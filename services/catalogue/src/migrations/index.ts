import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { messagingInsertOnly, messagingMigrations } from '#lib/messaging';
import { Create1700000000000 } from './create-1700000000000.js';

/** The schema of catalogue, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Create1700000000000, ...messagingMigrations];

/** Tables the service account may only read and add to. */
export const insertOnlyTables: string[] = [
  ...messagingInsertOnly,
  ...accessInsertOnly,
  'item_version',
  'calendar_version',
];
