import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { WithdrawnAnswer } from './grant-withdrawal.dto.js';
import { GrantWithdrawal } from './grant-withdrawal.js';

@ApiTags('cases')
@Controller('cases')
export class GrantWithdrawalController {
  constructor(
    private readonly acts: Acts,
    private readonly grantWithdrawal: GrantWithdrawal,
  ) {}

  @Post(':caseId/withdrawals/:requestId/grant')
  @HttpCode(200)
  @Allow('withdrawal.grant')
  async grant(
    @Param('caseId') caseId: string,
    @Param('requestId') requestId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<WithdrawnAnswer> {
    return this.acts.once(act, async (tx) => this.grantWithdrawal.execute(tx, { caller, caseId, requestId, version }));
  }
}
