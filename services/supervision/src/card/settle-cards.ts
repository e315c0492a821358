import { systemAuthority } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { withdrawActOrders } from '../act-order/act-order.repository.js';
import type { Clock } from '../clock/clock.entity.js';
import { cardKey, type OwedCard } from '../rule/owed-cards.js';
import type { WatchedCase } from '../watched-case/watched-case.entity.js';
import { Card } from './card.entity.js';
import { cardDoor, stands } from './card.repository.js';

/** What led to a look at the cards: a fact that was heard, a calendar, or the coming of a threshold. */
export interface Occasion {
  /** Named in the reason of a withdrawal. */
  said: string;
  reasonClass: 'late-fact' | 'recomputed';
  /** Until when the time of a card must have come for it to be raised now; null when none is, for only timers raise. */
  raiseUntil: Date | null;
}

const isDue = ({ reachedAt }: OwedCard, { raiseUntil }: Occasion, now: Date): boolean =>
  raiseUntil !== null && reachedAt <= raiseUntil && reachedAt <= now;

/** The card that was raised for one that is owed, unless it was taken back. */
const heldFor = (owed: OwedCard, cards: readonly Card[]): Card | undefined =>
  cards.find((card) => card.state !== 'withdrawn' && cardKey(card) === cardKey(owed));

/**
 * When the time of the next card comes, once those that are due were raised; null when none is to come.
 *
 * @param cards those of the clock
 * @param owed every card the clock calls for, now or later
 */
export function nextCheck(
  cards: readonly Card[],
  owed: readonly OwedCard[],
  occasion: Occasion,
  now: Date,
): Date | null {
  const coming = owed.filter((card) => heldFor(card, cards) === undefined && !isDue(card, occasion, now));
  return coming.reduce<Date | null>(
    (next, { reachedAt }) => (next === null || reachedAt < next ? reachedAt : next),
    null,
  );
}

/**
 * Makes the cards of a clock those that its facts call for: what is called for no more is withdrawn, once; what is called
 * for and whose time has come is raised, once.
 *
 * @param owed every card the clock calls for, now or later
 */
export async function settleCards(
  tx: Tx,
  on: { clock: Clock; watched: WatchedCase; cards: Card[] },
  owed: readonly OwedCard[],
  occasion: Occasion,
): Promise<void> {
  const wanted = new Map(owed.map((card) => [cardKey(card), card]));
  for (const card of on.cards) {
    if (stands(card) && !wanted.has(cardKey(card))) await withdraw(tx, card, occasion);
  }
  for (const card of owed) {
    if (heldFor(card, on.cards) !== undefined || !isDue(card, occasion, tx.now)) continue;
    const withdrawn = on.cards.find((one) => cardKey(one) === cardKey(card));
    await raise(tx, on, card, withdrawn);
  }
}

async function withdraw(tx: Tx, card: Card, { said, reasonClass }: Occasion): Promise<void> {
  const { cardId, caseId } = card;
  const answer = `${said} / not called for by what had happened by ${card.reachedAt.toISOString()}`;
  const change = { answer, answeredBy: systemAuthority.personId, settledAt: tx.now };
  await cardDoor.advance(
    tx,
    card,
    'withdraw',
    systemAuthority,
    { cardId, caseId, reasonClass, reason: answer },
    change,
  );
  await withdrawActOrders(tx, cardId);
}

async function raise(
  tx: Tx,
  { clock, watched, cards }: { clock: Clock; watched: WatchedCase; cards: Card[] },
  owed: OwedCard,
  withdrawn: Card | undefined,
): Promise<void> {
  const { clockId, caseId, region, kind: clockKind, departmentId } = clock;
  const { ruleId, ruleVersion, colour, dueAt, calendarVersion, reachedAt } = owed;
  const cardId = withdrawn?.cardId ?? newId();
  const told = { cardId, caseId, clockKind, colour, ruleId, calendarVersion, departmentId };
  const content = { ...told, dueAt: dueAt.toISOString() };
  const fresh = { ruleVersion, colour, calendarVersion, reachedAt, raisedAt: tx.now, ...blank };
  if (withdrawn !== undefined) {
    return cardDoor.advance(tx, withdrawn, 'raise-again', systemAuthority, content, fresh);
  }
  const about = { cardId, clockId, caseId, region, itemId: watched.itemId, departmentId, clockKind, ruleId, dueAt };
  cards.push(await cardDoor.enter(tx, { ...about, ...fresh }, 'raise', systemAuthority, content));
}

const blank = {
  explanation: null,
  explainedBy: null,
  appealReason: null,
  appealedBy: null,
  answer: null,
  answeredBy: null,
  settledAt: null,
};
