import { type Caller, type ReadScope, type Role, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { OccasionScope } from './occasion.repository.js';

/** Whoever works for the whole hall; everybody else on the staff belongs to one department. */
const wholeHall: readonly Role[] = ['window-clerk', 'issue-clerk', 'hall-manager', 'supervisor', 'auditor'];

/**
 * What a reader of evaluations may see: citizens their own, a department's staff what concerns their department, the
 * hall's staff and supervision their region.
 *
 * @throws DomainError `authority.*`
 */
export async function officeScope(tx: Tx, caller: Caller): Promise<OccasionScope> {
  const scope: ReadScope = await scopeOf(tx, caller);
  const { prefixes, personIndex, organisationId } = scope;
  if (personIndex !== undefined) return { prefixes, personIndex };
  if (organisationId === undefined || wholeHall.some((role) => scope.roles.includes(role))) return { prefixes };
  return { prefixes, departmentId: organisationId };
}
