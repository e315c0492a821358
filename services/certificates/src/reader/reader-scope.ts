import { type Caller, type Role, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { CertificateScope } from '../certificate/certificate.repository.js';

/** Roles that work for the whole hall; everybody else belongs to a department and sees only its certificates. */
const hallWide: readonly string[] = [
  'window-clerk',
  'issue-clerk',
  'hall-manager',
  'supervisor',
  'auditor',
] satisfies Role[];

/**
 * Which certificates a caller may see: hall staff their region's, department staff their department's, citizens their own.
 *
 * @throws DomainError `authority.*`
 */
export async function readerScope(tx: Tx, caller: Caller): Promise<CertificateScope> {
  const { prefixes, personIndex, organisationId, roles } = await scopeOf(tx, caller);
  if (personIndex !== undefined) return { prefixes, personIndex };
  return roles.some((role) => hallWide.includes(role)) ? { prefixes } : { prefixes, departmentId: organisationId };
}
