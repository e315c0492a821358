import { type Caller, type ReadScope, type Role, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { OccasionScope } from './occasion.repository.js';

/** Whoever works for the whole hall; everybody else on the staff belongs to one department. */
const wholeHall: readonly Role[] = ['window-clerk', 'issue-clerk', 'hall-manager', 'supervisor', 'auditor'];

/** The desks: they invite to rate, and do not see who rated them how. */
const desks: readonly string[] = ['window-clerk', 'issue-clerk'] satisfies Role[];

/** A reader's scope, and whether ratings are shown to them. */
export interface OfficeScope extends OccasionScope {
  ratingsShown: boolean;
}

/**
 * What a reader of evaluations may see: citizens their own, a department's staff what concerns their department, the
 * hall's staff and supervision their region.
 *
 * @throws DomainError `authority.*`
 */
export async function officeScope(tx: Tx, caller: Caller): Promise<OfficeScope> {
  const scope: ReadScope = await scopeOf(tx, caller);
  const { prefixes, personIndex, organisationId, roles } = scope;
  if (personIndex !== undefined) return { prefixes, personIndex, ratingsShown: true };
  const ratingsShown = roles.some((role) => !desks.includes(role));
  if (organisationId === undefined || wholeHall.some((role) => roles.includes(role))) return { prefixes, ratingsShown };
  return { prefixes, departmentId: organisationId, ratingsShown };
}
