import type { ReadScope } from '#lib/access';
import { type Tx, withinRegion } from '#lib/persistence';
import type { Profile } from './profile.js';
import { WatchedCase } from './watched-case.entity.js';
import { caseNotFound } from './watched-case.errors.js';

const overseers = ['hall-manager', 'supervisor', 'auditor'];

/** Whether a reader sees every department of their region. */
export const oversees = ({ roles }: Pick<ReadScope, 'roles'>): boolean =>
  roles.some((role) => overseers.includes(role));

/** A row for a case that was just heard of; one that is there already is left as it is. */
export async function noteCase(tx: Tx, caseId: string, region: string): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO watched_case
       (case_id, region, case_number, item_id, item_name, department_id, departments, hall_id, applicant_index)
     VALUES (?, ?, '', '', '', '', '[]', '', '')`,
    [caseId, region],
  );
}

/**
 * A case, locked until the transaction ends: a timer that raises a card and a fact that takes it back see each other's
 * work, one after the other.
 */
export async function lockCase(tx: Tx, caseId: string): Promise<WatchedCase | undefined> {
  const it = await tx.manager
    .createQueryBuilder(WatchedCase, 'one')
    .where('one.caseId = :caseId', { caseId })
    .setLock('pessimistic_write')
    .getOne();
  return it ?? undefined;
}

/** Brings what a case is known by up to date. */
export async function keepProfile(tx: Tx, it: WatchedCase, profile: Profile): Promise<void> {
  const { departments, ...rest } = profile;
  const same = Object.entries(rest).every(([key, value]) => it[key as keyof typeof rest] === value);
  if (same && JSON.stringify(departments) === JSON.stringify(it.departments)) return;
  await tx.update(WatchedCase, { caseId: it.caseId }, profile);
  Object.assign(it, profile);
}

/**
 * A case the reader may see: their own, their hall's, their department's, or any of their region for overseers.
 *
 * @throws DomainError `case.not-found`
 */
export async function getReadableCase(tx: Tx, scope: ReadScope, caseId: string): Promise<WatchedCase> {
  const it = await tx.findOne(WatchedCase, { where: { caseId } });
  if (it === undefined || !readable(scope, it)) throw caseNotFound(it !== undefined);
  return it;
}

function readable(scope: ReadScope, it: WatchedCase): boolean {
  if (!withinRegion(scope, it.region)) return false;
  if (scope.personIndex !== undefined) return scope.personIndex === it.applicantIndex;
  if (oversees(scope) || scope.organisationId === it.hallId) return true;
  return scope.organisationId !== undefined && it.departments.includes(scope.organisationId);
}
