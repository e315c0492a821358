import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller, scopeOf } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { getCard, listCards } from '../card/card.repository.js';
import { type CardView, ListCardsQuery, viewOf } from './find-cards.dto.js';

/** The cards of a department, or of a region for overseers. */
@ApiTags('cards')
@Controller('cards')
export class FindCardsController {
  constructor(private readonly work: Work) {}

  @Get()
  @Allow('card.list')
  async list(@Query() query: ListCardsQuery, @By() caller: Caller): Promise<Page<CardView>> {
    return this.work.run(async (tx) => {
      const page = await listCards(tx, await scopeOf(tx, caller), query);
      return { ...page, items: page.items.map(viewOf) };
    });
  }

  @Get(':cardId')
  @Allow('card.read')
  async one(@Param('cardId') cardId: string, @By() caller: Caller): Promise<CardView> {
    return this.work.run(async (tx) => viewOf(await getCard(tx, await scopeOf(tx, caller), cardId)));
  }
}
