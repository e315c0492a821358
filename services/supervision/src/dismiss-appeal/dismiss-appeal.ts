import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type CardAnswer } from '../card/card.dto.js';
import { cardDoor } from '../card/card.repository.js';
import { cardToActOn, type ReasonedInput } from '../card/reasoned-act.js';

/** The appeal is wrong: the card stands, with the answer beside it. */
@Injectable()
export class DismissAppeal {
  /** @throws DomainError `card.*`, `authority.*` */
  async execute(tx: Tx, input: ReasonedInput): Promise<CardAnswer> {
    const { card, by } = await cardToActOn(tx, input, 'dismiss');
    const change = { answer: input.reason, answeredBy: by.personId, settledAt: tx.now };
    await cardDoor.advance(tx, card, 'dismiss', by, null, change);
    return answerOf(card);
  }
}
