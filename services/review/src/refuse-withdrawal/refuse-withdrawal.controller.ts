import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { RefuseWithdrawalRequest, type WithdrawalRefusedAnswer } from './refuse-withdrawal.dto.js';
import { RefuseWithdrawal } from './refuse-withdrawal.js';

@ApiTags('cases')
@Controller('cases')
export class RefuseWithdrawalController {
  constructor(
    private readonly acts: Acts,
    private readonly refuseWithdrawal: RefuseWithdrawal,
  ) {}

  @Post(':caseId/withdrawals/:requestId/refuse')
  @HttpCode(200)
  @Allow('withdrawal.refuse')
  async refuse(
    @Param('caseId') caseId: string,
    @Param('requestId') requestId: string,
    @Body() { reason }: RefuseWithdrawalRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<WithdrawalRefusedAnswer> {
    const input = { caller, caseId, requestId, version, reason };
    return this.acts.once(act, async (tx) => this.refuseWithdrawal.execute(tx, input));
  }
}
