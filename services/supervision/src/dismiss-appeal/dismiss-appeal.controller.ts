import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type CardAnswer, ReasonRequest } from '../card/card.dto.js';
import { DismissAppeal } from './dismiss-appeal.js';

/** Supervision dismisses an appeal: the card stands. */
@ApiTags('cards')
@Controller('cards')
export class DismissAppealController {
  constructor(
    private readonly acts: Acts,
    private readonly dismissAppeal: DismissAppeal,
  ) {}

  @Post(':cardId/dismiss')
  @HttpCode(200)
  @Allow('card.dismiss')
  async dismiss(
    @Param('cardId') cardId: string,
    @Body() { reason }: ReasonRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CardAnswer> {
    return this.acts.once(act, async (tx) => this.dismissAppeal.execute(tx, { caller, cardId, version, reason }));
  }
}
