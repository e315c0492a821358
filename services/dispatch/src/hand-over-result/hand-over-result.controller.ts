import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { OrderAnswer } from '../order/order.dto.js';
import { HandOverResultRequest } from './hand-over-result.dto.js';
import { HandOverResult } from './hand-over-result.js';

/** The window gives the result out. */
@ApiTags('orders')
@Controller('orders')
export class HandOverResultController {
  constructor(
    private readonly acts: Acts,
    private readonly handOverResult: HandOverResult,
  ) {}

  @Post(':orderId/hand-over')
  @HttpCode(200)
  @Allow('result.hand-over')
  async handOver(
    @Param('orderId') orderId: string,
    @Body() body: HandOverResultRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<OrderAnswer> {
    const input = Object.assign({ caller, orderId, version }, body);
    return this.acts.once(act, async (tx) => this.handOverResult.execute(tx, input));
  }
}
