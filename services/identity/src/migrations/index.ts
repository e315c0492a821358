import type { MigrationInterface } from 'typeorm';
import { accessInsertOnly } from '#lib/access';
import { messagingInsertOnly, messagingMigrations } from '#lib/messaging';
import { Create1700000000000 } from './create.js';

/** The service's migrations, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Create1700000000000, ...messagingMigrations];

/** Tables the service's own account may only read and add to. */
export const insertOnlyTables: string[] = [...messagingInsertOnly, ...accessInsertOnly, 'sign_in'];
