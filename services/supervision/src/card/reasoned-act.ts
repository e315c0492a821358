import { authorise, type Caller, scopeOf } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { lockCase } from '../watched-case/watched-case.repository.js';
import type { Card } from './card.entity.js';
import { cardDoor, getCard } from './card.repository.js';
import type { CardAct } from './card.states.js';

/** Who acts on which card, in which version they saw, and why. */
export interface ReasonedInput {
  caller: Caller;
  cardId: string;
  version: number;
  reason: string;
}

/**
 * The card an act is about, if the caller may do it and saw its newest version. An act the state forbids is left to the
 * door, which names what is possible now.
 *
 * @throws DomainError `card.not-found`, `card.stale-version`, `authority.*`
 */
export async function cardToActOn(
  tx: Tx,
  { caller, cardId, version }: Omit<ReasonedInput, 'reason'>,
  act: CardAct,
): Promise<{ card: Card; by: EventAuthority }> {
  const scope = await scopeOf(tx, caller);
  // A card may be withdrawn at this moment: whoever changes cards looks under the lock of the case.
  await lockCase(tx, (await getCard(tx, scope, cardId)).caseId);
  const card = await getCard(tx, scope, cardId);
  const { region, departmentId, itemId } = card;
  const by = await authorise(tx, caller, { region, departmentId, itemId });
  if (cardDoor.allows(card.state, act)) cardDoor.requireVersion(card, version);
  return { card, by };
}
