import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import { getCard, listCards } from '../card/card.repository.js';
import { type CardView, type ListCardsQuery, viewOf } from './find-cards.dto.js';

/** Reads the cards of a department, or of a region for overseers. */
@Injectable()
export class FindCards {
  async list(tx: Tx, caller: Caller, query: ListCardsQuery): Promise<Page<CardView>> {
    const page = await listCards(tx, await scopeOf(tx, caller), query);
    return { ...page, items: page.items.map(viewOf) };
  }

  /** @throws DomainError `card.not-found` */
  async one(tx: Tx, caller: Caller, cardId: string): Promise<CardView> {
    return viewOf(await getCard(tx, await scopeOf(tx, caller), cardId));
  }
}
