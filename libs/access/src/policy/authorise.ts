import type { EventAuthority } from '#lib/contracts';
import { type Tx, withinRegion } from '#lib/persistence';
import type { LetterCopy, StaffCopy } from '../copies/copies.entity.js';
import { findStaff, lastHeartbeat, listLetters } from '../copies/copies.repository.js';
import type { Caller } from '../token/caller.js';
import { authorityStale, refused } from './authority.errors.js';
import { type AuthorityRule, policy } from './policy.js';

/** What is acted on, as far as the right to act depends on it. */
export interface On {
  region: string;
  /** The department the matter lies with. */
  departmentId?: string | undefined;
  itemId?: string | undefined;
  /** The applicant's blind index, for citizens. */
  personIndex?: string | undefined;
  /** Persons who may not do this because of what they did before (acceptor, biller). */
  apartFrom?: readonly string[] | undefined;
}

const staleMilliseconds = 60_000;

/** The authority of what the platform does by itself because a date came or an event was heard. */
export const systemAuthority: EventAuthority = { personId: 'system' };

/**
 * Judges whether the caller may do the route's act here and now, inside the transaction that will do it.
 *
 * @param tx the open transaction; its copies of staff and letters are what counts
 * @param caller who, and which act
 * @param on what is acted on
 * @returns the authority for ledger and envelope: person, letter, letter version
 * @throws DomainError `authority.*`
 */
export async function authorise(tx: Tx, caller: Caller, on: On): Promise<EventAuthority> {
  const rule: AuthorityRule = policy[caller.act];
  if (caller.kind === 'citizen') return authoriseCitizen(rule, caller, on);
  const staff = await findStaff(tx, caller.personId);
  if (staff === undefined || staff.state !== 'active') throw refused('authority.not-staff');
  if (!rule.roles.some((role) => staff.roles.includes(role))) throw refused('authority.role-missing');
  if (!withinRegion({ prefixes: [staff.region] }, on.region)) throw refused('authority.other-region');
  if (rule.department === true && staff.organisationId !== on.departmentId) throw refused('authority.other-department');
  if (on.apartFrom?.includes(caller.personId) === true) throw refused('authority.same-person');
  if (rule.fresh === true) await refuseWhenStale(tx);
  if (rule.letter === undefined) return { personId: caller.personId };
  const letter = await coveringLetter(tx, rule, staff, on);
  return { personId: caller.personId, letterId: letter.letterId, letterVersion: letter.version };
}

function authoriseCitizen(rule: AuthorityRule, caller: Caller, on: On): EventAuthority {
  if (rule.own !== true) throw refused('authority.not-staff');
  if (caller.personIndex === undefined || caller.personIndex !== on.personIndex) throw refused('authority.not-own');
  return { personId: caller.personId };
}

async function refuseWhenStale(tx: Tx): Promise<void> {
  const heard = await lastHeartbeat(tx);
  // Heartbeats carry real time, so the comparison must not use business time.
  if (heard === undefined || tx.real.getTime() - heard.getTime() > staleMilliseconds) throw authorityStale();
}

async function coveringLetter(tx: Tx, rule: AuthorityRule, staff: StaffCopy, on: On): Promise<LetterCopy> {
  if (rule.letter === undefined || on.departmentId === undefined) throw refused('authority.letter-missing');
  const holder =
    rule.letter === 'acceptance-delegation' ? { hallId: staff.organisationId } : { staffId: staff.staffId };
  const letters = await listLetters(tx, { kind: rule.letter, departmentId: on.departmentId, ...holder });
  const covering = letters.find((letter) => covers(letter, rule, on, tx.now));
  if (covering === undefined) throw refused('authority.letter-missing');
  return covering;
}

/** Whether a letter gives the power for the item on the date. */
export function covers(
  letter: LetterCopy,
  rule: Pick<AuthorityRule, 'power'>,
  on: Pick<On, 'itemId'>,
  at: Date,
): boolean {
  if (letter.validFrom > at || letter.validUntil < at) return false;
  if (letter.revokedAt !== null && letter.revokedAt <= at) return false;
  if (rule.power !== undefined && !letter.powers.includes(rule.power)) return false;
  return letter.itemIds.length === 0 || (on.itemId !== undefined && letter.itemIds.includes(on.itemId));
}
