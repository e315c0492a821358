import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RefundAnswer } from '../refund/refund.dto.js';
import { DeclineRefundRequest } from './decline-refund.dto.js';
import { DeclineRefund } from './decline-refund.js';

/** 不予退费: what was asked for is not paid. */
@ApiTags('refunds')
@Controller('refunds')
export class DeclineRefundController {
  constructor(
    private readonly acts: Acts,
    private readonly declineRefund: DeclineRefund,
  ) {}

  @Post(':refundId/decline')
  @HttpCode(200)
  @Allow('refund.decline')
  async decline(
    @Param('refundId') refundId: string,
    @Body() body: DeclineRefundRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RefundAnswer> {
    const input = Object.assign({ caller, refundId, version }, body);
    return this.acts.once(act, async (tx) => this.declineRefund.execute(tx, input));
  }
}
