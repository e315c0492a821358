import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { DifferenceAnswer } from '../reconciliation/difference.dto.js';
import { SettleDifferenceRequest } from './settle-difference.dto.js';
import { SettleDifference } from './settle-difference.js';

/** 差异处理: a difference is explained. */
@ApiTags('reconciliations')
@Controller('differences')
export class SettleDifferenceController {
  constructor(
    private readonly acts: Acts,
    private readonly settleDifference: SettleDifference,
  ) {}

  @Post(':differenceId/settle')
  @HttpCode(200)
  @Allow('difference.settle')
  async settle(
    @Param('differenceId') differenceId: string,
    @Body() { reason }: SettleDifferenceRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<DifferenceAnswer> {
    const input = { caller, differenceId, reason, version };
    return this.acts.once(act, async (tx) => this.settleDifference.execute(tx, input));
  }
}
