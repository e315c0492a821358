import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { type CardView, ListCardsQuery } from './find-cards.dto.js';
import { FindCards } from './find-cards.query.js';

/** The cards of a department, or of a region for overseers. */
@ApiTags('cards')
@Controller('cards')
export class FindCardsController {
  constructor(
    private readonly work: Work,
    private readonly findCards: FindCards,
  ) {}

  @Get()
  @Allow('card.list')
  async list(@Query() query: ListCardsQuery, @By() caller: Caller): Promise<Page<CardView>> {
    return this.work.run(async (tx) => this.findCards.list(tx, caller, query));
  }

  @Get(':cardId')
  @Allow('card.read')
  async one(@Param('cardId') cardId: string, @By() caller: Caller): Promise<CardView> {
    return this.work.run(async (tx) => this.findCards.one(tx, caller, cardId));
  }
}
