import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { BillAnswer } from '../bill/bill.dto.js';
import { WaiveFeeRequest } from './waive-fee.dto.js';
import { WaiveFee } from './waive-fee.js';

/** 减免: the fee is not taken. */
@ApiTags('bills')
@Controller('bills')
export class WaiveFeeController {
  constructor(
    private readonly acts: Acts,
    private readonly waiveFee: WaiveFee,
  ) {}

  @Post(':billId/waive')
  @HttpCode(200)
  @Allow('fee.waive')
  async waive(
    @Param('billId') billId: string,
    @Body() body: WaiveFeeRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<BillAnswer> {
    const input = Object.assign({ caller, billId, version }, body);
    return this.acts.once(act, async (tx) => this.waiveFee.execute(tx, input));
  }
}
