import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type CardAnswer, ReasonRequest } from '../card/card.dto.js';
import { AppealCard } from './appeal-card.js';

/** The department appeals a card. */
@ApiTags('cards')
@Controller('cards')
export class AppealCardController {
  constructor(
    private readonly acts: Acts,
    private readonly appealCard: AppealCard,
  ) {}

  @Post(':cardId/appeal')
  @HttpCode(200)
  @Allow('card.appeal')
  async appeal(
    @Param('cardId') cardId: string,
    @Body() { reason }: ReasonRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CardAnswer> {
    return this.acts.once(act, async (tx) => this.appealCard.execute(tx, { caller, cardId, version, reason }));
  }
}
