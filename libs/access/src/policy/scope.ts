import type { RegionScope, Tx } from '#lib/persistence';
import { findStaff } from '../copies/copies.repository.js';
import type { Caller } from '../token/caller.js';
import { refused } from './authority.errors.js';
import { type AuthorityRule, policy } from './policy.js';

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
  const rule: AuthorityRule = policy[caller.act];
  if (caller.kind === 'citizen') {
    if (rule.own !== true || caller.personIndex === undefined) throw refused('authority.not-staff');
    // Every region: a person's own matters are theirs wherever they lie.
    return { prefixes: [''], personIndex: caller.personIndex, roles: [] };
  }
  const staff = await findStaff(tx, caller.personId);
  if (staff === undefined || staff.state !== 'active') throw refused('authority.not-staff');
  const roles = rule.roles.filter((role) => staff.roles.includes(role));
  if (roles.length === 0) throw refused('authority.role-missing');
  return { prefixes: [staff.region], organisationId: staff.organisationId, roles };
}
