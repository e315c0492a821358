import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { AcceptCaseRequest } from './accept-case.dto.js';
import { AcceptCase } from './accept-case.js';

/** 受理: the office takes the case on, with what is outstanding promised (容缺受理) where the item allows it. */
@ApiTags('cases')
@Controller('cases')
export class AcceptCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly acceptCase: AcceptCase,
  ) {}

  @Post(':caseId/accept')
  @HttpCode(200)
  @Allow('case.accept')
  async accept(
    @Param('caseId') caseId: string,
    @Body() { promise }: AcceptCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CaseAnswer> {
    return this.acts.once(act, async (tx) => this.acceptCase.execute(tx, { caller, caseId, version, promise }));
  }
}
