import type { RegionScope, Tx } from '#lib/persistence';
import { findStaff } from '../copies/copies.repository.js';
import type { Caller } from '../token/caller.js';
import { refused } from './authority.errors.js';
import { type Act, type AuthorityRule, policy } from './policy.js';

/** What a reader may see: regions for staff, their own matters for citizens; department staff see their department's. */
export interface ReadScope extends RegionScope {
  /** Set for citizens: only rows with this blind index. */
  personIndex?: string;
  /** The reader's organisation, set for staff. */
  organisationId?: string;
  /** Those of the reader's roles that give the act: what another of their roles would see is no part of it. */
  roles: readonly string[];
}

/**
 * The scope of a read or list, from the same policy as the acts.
 *
 * @param tx the reading transaction
 * @param caller who, and which act
 * @throws DomainError `authority.*`
 */
export async function scopeOf(tx: Tx, caller: Caller): Promise<ReadScope> {
  const scope = await judge(tx, caller, caller.act);
  if (typeof scope === 'string') throw refused(scope);
  return scope;
}

/**
 * The scope of a part of what is read that needs a right of its own, from the same policy.
 *
 * @param tx the reading transaction
 * @param caller who
 * @param act the right to the part; the route's act is the right to the whole
 * @returns undefined when the caller has no such right: they read the rest
 */
export async function scopeFor(tx: Tx, caller: Caller, act: Act): Promise<ReadScope | undefined> {
  const scope = await judge(tx, caller, act);
  return typeof scope === 'string' ? undefined : scope;
}

/** The scope that the policy gives for an act, or why it gives none. */
async function judge(
  tx: Tx,
  caller: Caller,
  act: Act,
): Promise<ReadScope | 'authority.not-staff' | 'authority.role-missing'> {
  const rule: AuthorityRule = policy[act];
  if (caller.kind === 'citizen') {
    if (rule.own !== true || caller.personIndex === undefined) return 'authority.not-staff';
    // Every region: a person's own matters are theirs wherever they lie.
    return { prefixes: [''], personIndex: caller.personIndex, roles: [] };
  }
  const staff = await findStaff(tx, caller.personId);
  if (staff === undefined || staff.state !== 'active') return 'authority.not-staff';
  const roles = rule.roles.filter((role) => staff.roles.includes(role));
  if (roles.length === 0) return 'authority.role-missing';
  return { prefixes: [staff.region], organisationId: staff.organisationId, roles };
}
