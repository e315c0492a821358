import { Door } from '#lib/messaging';
import { type Tx, withinRegion } from '#lib/persistence';
import type { CaseScope } from '../case/case.repository.js';
import { Application } from './application.entity.js';
import { applicationNotFound } from './application.errors.js';
import { applicationTransitions } from './application.states.js';

/** The only writer of an application's state. */
export const applicationDoor = new Door({
  aggregate: 'application',
  noun: { zh: '申请', en: 'application' },
  entity: Application,
  key: 'applicationId',
  transitions: applicationTransitions,
});

/** An application by its id, or undefined. */
export async function findApplication(tx: Tx, applicationId: string): Promise<Application | undefined> {
  return tx.findOne(Application, { where: { applicationId } });
}

/**
 * An application of the reader's region, and their own where they are a citizen; which of its cases a department may see
 * is the cases' matter.
 *
 * @throws DomainError `application.not-found`
 */
export async function getApplication(tx: Tx, scope: CaseScope, applicationId: string): Promise<Application> {
  const row = await findApplication(tx, applicationId);
  const seen = row !== undefined && withinRegion(scope, row.region);
  if (!seen || (scope.personIndex !== undefined && scope.personIndex !== row.applicantIndex)) {
    throw applicationNotFound(row !== undefined);
  }
  return row;
}

/** As `findApplication`, locked until the transaction ends: its last two outcomes must not each miss the other. */
export async function holdApplication(tx: Tx, applicationId: string): Promise<Application | undefined> {
  return tx.findOne(Application, { where: { applicationId }, lock: { mode: 'pessimistic_write' } });
}
