import { type Caller, type ReadScope, type Role, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { CaseScope } from '../case/case.repository.js';

/** Roles that work for the whole hall; everybody else belongs to a department and sees only its cases. */
const hallWide: readonly string[] = [
  'window-clerk',
  'issue-clerk',
  'hall-manager',
  'supervisor',
  'auditor',
] satisfies Role[];

/**
 * Which cases a caller may see: staff their region's, department staff their department's, citizens their own.
 *
 * @throws DomainError `authority.*`
 */
export async function readerScope(tx: Tx, caller: Caller): Promise<CaseScope> {
  return narrowed(await scopeOf(tx, caller));
}

function narrowed({ prefixes, personIndex, organisationId, roles }: ReadScope): CaseScope {
  if (personIndex !== undefined) return { prefixes, personIndex };
  return roles.some((role) => hallWide.includes(role)) ? { prefixes } : { prefixes, departmentId: organisationId };
}
