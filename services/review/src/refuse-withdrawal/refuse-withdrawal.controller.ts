import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
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
  ): Promise<WithdrawalRefusedAnswer> {
    return this.acts.once(act, async (tx) => this.refuseWithdrawal.execute(tx, { caller, caseId, requestId, reason }));
  }
}
