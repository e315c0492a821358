import type { Tx } from '#lib/persistence';
import type { ServiceCase } from '../case/case.entity.js';
import { type CaseScope, listCasesOfApplication, sees } from '../case/case.repository.js';
import type { Application } from './application.entity.js';
import { applicationNotFound } from './application.errors.js';
import { getApplication } from './application.repository.js';

/**
 * An application with those of its cases that the reader may see; whoever sees none of them does not see it either.
 *
 * @throws DomainError `application.not-found`
 */
export async function listReadableCases(
  tx: Tx,
  scope: CaseScope,
  applicationId: string,
): Promise<{ application: Application; cases: ServiceCase[] }> {
  const application = await getApplication(tx, scope, applicationId);
  const cases = (await listCasesOfApplication(tx, applicationId)).filter((it) => sees(scope, it));
  if (cases.length === 0) throw applicationNotFound(true);
  return { application, cases };
}
