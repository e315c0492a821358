import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RefundAnswer } from '../refund/refund.dto.js';
import { ApproveRefund } from './approve-refund.js';

/** 批准退费: the provider may pay. */
@ApiTags('refunds')
@Controller('refunds')
export class ApproveRefundController {
  constructor(
    private readonly acts: Acts,
    private readonly approveRefund: ApproveRefund,
  ) {}

  @Post(':refundId/approve')
  @HttpCode(200)
  @Allow('refund.approve')
  async approve(
    @Param('refundId') refundId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RefundAnswer> {
    return this.acts.once(act, async (tx) => this.approveRefund.execute(tx, { caller, refundId, version }));
  }
}
