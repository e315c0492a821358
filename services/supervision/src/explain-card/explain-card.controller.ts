import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type CardAnswer, ReasonRequest } from '../card/card.dto.js';
import { ExplainCard } from './explain-card.js';

/** The department explains a card. */
@ApiTags('cards')
@Controller('cards')
export class ExplainCardController {
  constructor(
    private readonly acts: Acts,
    private readonly explainCard: ExplainCard,
  ) {}

  @Post(':cardId/explain')
  @HttpCode(200)
  @Allow('card.explain')
  async explain(
    @Param('cardId') cardId: string,
    @Body() { reason }: ReasonRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CardAnswer> {
    return this.acts.once(act, async (tx) => this.explainCard.execute(tx, { caller, cardId, version, reason }));
  }
}
