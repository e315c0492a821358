import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type CardAnswer, ReasonRequest } from '../card/card.dto.js';
import { UpholdAppeal } from './uphold-appeal.js';

/** Supervision upholds an appeal: the card is withdrawn. */
@ApiTags('cards')
@Controller('cards')
export class UpholdAppealController {
  constructor(
    private readonly acts: Acts,
    private readonly upholdAppeal: UpholdAppeal,
  ) {}

  @Post(':cardId/uphold')
  @HttpCode(200)
  @Allow('card.uphold')
  async uphold(
    @Param('cardId') cardId: string,
    @Body() { reason }: ReasonRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CardAnswer> {
    return this.acts.once(act, async (tx) => this.upholdAppeal.execute(tx, { caller, cardId, version, reason }));
  }
}
