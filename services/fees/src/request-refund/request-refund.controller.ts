import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import type { RefundAnswer } from '../refund/refund.dto.js';
import { RequestRefundRequest } from './request-refund.dto.js';
import { RequestRefund } from './request-refund.js';

/** 申请退费: money of a settled bill shall go back. */
@ApiTags('refunds')
@Controller('bills')
export class RequestRefundController {
  constructor(
    private readonly acts: Acts,
    private readonly requestRefund: RequestRefund,
  ) {}

  @Post(':billId/refunds')
  @Allow('refund.request')
  async request(
    @Param('billId') billId: string,
    @Body() body: RequestRefundRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<RefundAnswer> {
    const input = Object.assign({ caller, billId }, body);
    return this.acts.once(act, async (tx) => this.requestRefund.execute(tx, input));
  }
}
