import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type CardAnswer } from '../card/card.dto.js';
import { cardDoor } from '../card/card.repository.js';
import { cardToActOn, type ReasonedInput } from '../card/reasoned-act.js';

/** The department says that a card is wrong; it counts until supervision has answered. */
@Injectable()
export class AppealCard {
  /** @throws DomainError `card.*`, `authority.*` */
  async execute(tx: Tx, input: ReasonedInput): Promise<CardAnswer> {
    const { card, by } = await cardToActOn(tx, input, 'appeal');
    const change = { appealReason: input.reason, appealedBy: by.personId };
    await cardDoor.advance(tx, card, 'appeal', by, null, change);
    return answerOf(card);
  }
}
