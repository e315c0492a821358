import { type Caller, type Role, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { OccasionScope } from './occasion.repository.js';

/** Whoever oversees the hall sees every department of their region, and every rating. */
const overseers: readonly string[] = ['hall-manager', 'supervisor', 'auditor'] satisfies Role[];

/** The desks invite to rate, for every department, and do not see who rated them how. */
const desks: readonly string[] = ['window-clerk', 'issue-clerk'] satisfies Role[];

/** These see what concerns their department, and how it was rated. */
const ofADepartment: readonly string[] = ['reviewer', 'chief-representative'] satisfies Role[];

/** What a reader sees, and of which part of it they see the ratings; of none when absent. */
export interface OfficeScope extends OccasionScope {
  rated?: OccasionScope;
}

/**
 * What a reader of evaluations may see: citizens their own, a department's staff what concerns their department, the
 * hall's staff and supervision their region. Somebody with several roles sees what each of them gives, never more.
 *
 * @throws DomainError `authority.*`
 */
export async function officeScope(tx: Tx, caller: Caller): Promise<OfficeScope> {
  const { prefixes, personIndex, organisationId: departmentId = '', roles } = await scopeOf(tx, caller);
  const holds = (some: readonly string[]): boolean => roles.some((role) => some.includes(role));
  if (personIndex !== undefined) return { prefixes, personIndex, rated: { prefixes, personIndex } };
  if (holds(overseers)) return { prefixes, rated: { prefixes } };
  const department = { prefixes, departmentId };
  if (!holds(desks)) return { ...department, rated: department };
  return holds(ofADepartment) ? { prefixes, rated: department } : { prefixes };
}
