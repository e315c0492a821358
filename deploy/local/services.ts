import type { MigrationInterface } from 'typeorm';
import type { HistoryQuery } from '#lib/persistence';
import * as catalogue from '../../services/catalogue/src/migrations/index.js';
import * as certificates from '../../services/certificates/src/migrations/index.js';
import * as dispatch from '../../services/dispatch/src/migrations/index.js';
import * as evaluation from '../../services/evaluation/src/migrations/index.js';
import * as fees from '../../services/fees/src/migrations/index.js';
import * as gateway from '../../services/gateway/src/migrations/index.js';
import * as identity from '../../services/identity/src/migrations/index.js';
import * as intake from '../../services/intake/src/migrations/index.js';
import * as review from '../../services/review/src/migrations/index.js';
import * as supervision from '../../services/supervision/src/migrations/index.js';

/** A service's schema as deployment needs to know it. */
export interface ServiceSchema {
  migrations: readonly (new () => MigrationInterface)[];
  insertOnlyTables: readonly string[];
  /** What it adds to the printed life of a case (`npm run trace`). */
  caseHistory?: readonly HistoryQuery[];
}

/** Every service that is deployed, in the order of starting. */
export const serviceSchemas = {
  identity,
  catalogue,
  intake,
  review,
  fees,
  certificates,
  dispatch,
  evaluation,
  supervision,
  gateway,
} as const satisfies Record<string, ServiceSchema>;

/** A deployed service. */
export type ServiceName = keyof typeof serviceSchemas;

/** Their names. */
export const serviceNames = Object.keys(serviceSchemas) as ServiceName[];
