import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { BillAnswer } from '../bill/bill.dto.js';
import { IssueBillRequest } from './issue-bill.dto.js';
import { IssueBill } from './issue-bill.js';

/** 开单: the cashier tells what is to be paid. */
@ApiTags('bills')
@Controller('bills')
export class IssueBillController {
  constructor(
    private readonly acts: Acts,
    private readonly issueBill: IssueBill,
  ) {}

  @Post(':billId/issue')
  @HttpCode(200)
  @Allow('bill.issue')
  async issue(
    @Param('billId') billId: string,
    @Body() { lines }: IssueBillRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<BillAnswer> {
    return this.acts.once(act, async (tx) => this.issueBill.execute(tx, { caller, billId, version, lines }));
  }
}
