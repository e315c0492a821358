import type { ReadScope } from '#lib/access';
import { type Tx, withinRegion } from '#lib/persistence';
import type { Profile } from './profile.js';
import { WatchedCase } from './watched-case.entity.js';

const overseers = ['hall-manager', 'supervisor', 'auditor'];

/** Whether a reader sees every department of their region. */
export const oversees = ({ roles }: Pick<ReadScope, 'roles'>): boolean =>
  roles.some((role) => overseers.includes(role));

/**
 * A row for a case that was just heard of; one that is there already is left as it is. Either way it is locked until the
 * transaction ends, as by `lockCase`, without a statement more.
 */
export async function enterCase(tx: Tx, it: WatchedCase): Promise<void> {
  await tx.query(
    `INSERT INTO watched_case
       (case_id, region, case_number, item_id, item_name, department_id, departments, hall_id, applicant_index)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE case_id = case_id`,
    [
      it.caseId,
      it.region,
      it.caseNumber,
      it.itemId,
      it.itemName,
      it.departmentId,
      JSON.stringify(it.departments),
      it.hallId,
      it.applicantIndex,
    ],
  );
}

/**
 * A case, locked until the transaction ends: a timer that raises a card and a fact that takes it back see each other's
 * work, one after the other.
 */
export async function lockCase(tx: Tx, caseId: string): Promise<WatchedCase | undefined> {
  return tx.findOne(WatchedCase, { where: { caseId }, lock: { mode: 'pessimistic_write' } });
}

/** Brings what a case is known by up to date. */
export async function keepProfile(tx: Tx, it: WatchedCase, profile: Profile): Promise<void> {
  const { departments, ...rest } = profile;
  const same = Object.entries(rest).every(([key, value]) => it[key as keyof typeof rest] === value);
  if (same && JSON.stringify(departments) === JSON.stringify(it.departments)) return;
  await tx.update(WatchedCase, { caseId: it.caseId }, profile);
  Object.assign(it, profile);
}

/** Whether a reader may see a case: their own, their hall's, their department's, or any of their region for overseers. */
export function isReadable(scope: ReadScope, it: WatchedCase): boolean {
  if (!withinRegion(scope, it.region)) return false;
  if (scope.personIndex !== undefined) return scope.personIndex === it.applicantIndex;
  if (oversees(scope) || scope.organisationId === it.hallId) return true;
  return scope.organisationId !== undefined && it.departments.includes(scope.organisationId);
}
