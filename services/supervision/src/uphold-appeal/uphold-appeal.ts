import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { withdrawActOrders } from '../act-order/act-order.repository.js';
import { answerOf, type CardAnswer } from '../card/card.dto.js';
import { cardDoor } from '../card/card.repository.js';
import { cardToActOn, type ReasonedInput } from '../card/reasoned-act.js';
import { superviseCase } from '../watched-case/supervise-case.js';

/** The appeal is right: the card is withdrawn and never comes again, and the indicators lose it. */
@Injectable()
export class UpholdAppeal {
  /** @throws DomainError `card.*`, `authority.*` */
  async execute(tx: Tx, input: ReasonedInput): Promise<CardAnswer> {
    const { card, by } = await cardToActOn(tx, input, 'uphold');
    const { cardId, caseId } = card;
    const { reason } = input;
    const change = { answer: reason, answeredBy: by.personId, settledAt: tx.now };
    await cardDoor.advance(tx, card, 'uphold', by, { cardId, caseId, reasonClass: 'appeal-upheld', reason }, change);
    await withdrawActOrders(tx, cardId);
    await superviseCase(tx, caseId, { said: 'appeal', reasonClass: 'recomputed', raiseUntil: null });
    return answerOf(card);
  }
}
