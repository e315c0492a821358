import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type CardAnswer } from '../card/card.dto.js';
import { cardDoor } from '../card/card.repository.js';
import { cardToActOn, type ReasonedInput } from '../card/reasoned-act.js';

/** The department says how it came to the card; the card goes on counting. */
@Injectable()
export class ExplainCard {
  /** @throws DomainError `card.*`, `authority.*` */
  async execute(tx: Tx, input: ReasonedInput): Promise<CardAnswer> {
    const { card, by } = await cardToActOn(tx, input, 'explain');
    const change = { explanation: input.reason, explainedBy: by.personId };
    await cardDoor.advance(tx, card, 'explain', by, null, change);
    return answerOf(card);
  }
}
