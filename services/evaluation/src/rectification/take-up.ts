import { authorise } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { officeScope } from '../occasion/office-scope.js';
import type { Seen } from './rectification.dto.js';
import type { Rectification } from './rectification.entity.js';
import { ratedPersonMayNot } from './rectification.errors.js';
import { getRectification, rectificationDoor } from './rectification.repository.js';
import type { rectificationTransitions } from './rectification.states.js';

type Act = keyof typeof rectificationTransitions;

/** What somebody does who judges: never whoever was rated or answered. */
const judging: ReadonlySet<Act> = new Set<Act>(['uphold', 'dismiss', 'call-back', 'reopen', 'close']);

/**
 * How every act on a rectification begins: found within the caller's scope, the right to the act, the persons kept apart, and
 * the version the caller saw.
 *
 * @throws DomainError `rectification.not-found`, `rectification.rated-person`, `rectification.stale-version`, `authority.*`
 */
export async function takeUp(
  tx: Tx,
  { caller, rectificationId, version }: Seen,
  act: Act,
): Promise<{ it: Rectification; by: EventAuthority }> {
  const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
  const by = await authorise(tx, caller, it);
  if (judging.has(act)) requireOther(it, by.personId);
  requireSeen(it, act, version);
  return { it, by };
}

/**
 * Refuses an act on a rectification that changed since the caller saw it; an act its state refuses is refused for that.
 *
 * @throws DomainError `rectification.stale-version`
 */
function requireSeen(it: Rectification, act: Act, version: number): void {
  if (rectificationDoor.allows(it.state, act)) rectificationDoor.requireVersion(it, version);
}

/** Keeps whoever was rated, and whoever answered, out of the judging. @throws DomainError `rectification.rated-person` */
function requireOther({ ratedPerson, answeredBy, answeredBefore }: Rectification, personId: string): void {
  if ([ratedPerson, answeredBy, answeredBefore].includes(personId)) throw ratedPersonMayNot();
}
