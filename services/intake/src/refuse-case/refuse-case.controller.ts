import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { RefuseCaseRequest } from './refuse-case.dto.js';
import { RefuseCase } from './refuse-case.js';

/** 不予受理: the office does not take the case on, and says why. */
@ApiTags('cases')
@Controller('cases')
export class RefuseCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly refuseCase: RefuseCase,
  ) {}

  @Post(':caseId/refuse')
  @HttpCode(200)
  @Allow('case.refuse')
  async refuse(
    @Param('caseId') caseId: string,
    @Body() { reasonClass, reason, legalBasis, remedy }: RefuseCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CaseAnswer> {
    const input = { caller, caseId, version, reasonClass, reason, legalBasis, remedy };
    return this.acts.once(act, async (tx) => this.refuseCase.execute(tx, input));
  }
}
