import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { ActOrderAnswer } from '../act-order/act-order.dto.js';
import { AnswerActOrderRequest } from './answer-act-order.dto.js';
import { AnswerActOrder } from './answer-act-order.js';

/** The department answers an order to act. */
@ApiTags('act-orders')
@Controller('act-orders')
export class AnswerActOrderController {
  constructor(
    private readonly acts: Acts,
    private readonly answerActOrder: AnswerActOrder,
  ) {}

  @Post(':actOrderId/answer')
  @HttpCode(200)
  @Allow('act-order.answer')
  async answer(
    @Param('actOrderId') actOrderId: string,
    @Body() { answer }: AnswerActOrderRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<ActOrderAnswer> {
    return this.acts.once(act, async (tx) => this.answerActOrder.execute(tx, { caller, actOrderId, version, answer }));
  }
}
