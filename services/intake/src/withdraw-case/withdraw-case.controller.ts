import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { WithdrawCaseRequest } from './withdraw-case.dto.js';
import { WithdrawCase } from './withdraw-case.js';

/** 撤件: the applicant takes the application back, or asks to. */
@ApiTags('cases')
@Controller('cases')
export class WithdrawCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly withdrawCase: WithdrawCase,
  ) {}

  @Post(':caseId/withdraw')
  @HttpCode(200)
  @Allow('case.withdraw')
  async withdraw(
    @Param('caseId') caseId: string,
    @Body() { reason }: WithdrawCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CaseAnswer> {
    return this.acts.once(act, async (tx) => this.withdrawCase.execute(tx, { caller, caseId, version, reason }));
  }
}
