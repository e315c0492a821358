import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { OrderAnswer } from '../order/order.dto.js';
import { SendResult } from './send-result.js';

/** The window gives the result to the courier. */
@ApiTags('orders')
@Controller('orders')
export class SendResultController {
  constructor(
    private readonly acts: Acts,
    private readonly sendResult: SendResult,
  ) {}

  @Post(':orderId/send')
  @HttpCode(200)
  @Allow('result.send')
  async send(
    @Param('orderId') orderId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<OrderAnswer> {
    return this.acts.once(act, async (tx) => this.sendResult.execute(tx, { caller, orderId, version }));
  }
}
