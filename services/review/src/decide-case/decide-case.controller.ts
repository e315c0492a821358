import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { DecideCaseRequest, type DecidedAnswer } from './decide-case.dto.js';
import { DecideCase } from './decide-case.js';

@ApiTags('cases')
@Controller('cases')
export class DecideCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly decideCase: DecideCase,
  ) {}

  @Post(':caseId/decide')
  @HttpCode(200)
  @Allow('case.decide')
  async decide(
    @Param('caseId') caseId: string,
    @Body() { outcome, reason, legalBasis, remedy }: DecideCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<DecidedAnswer> {
    const input = { caller, caseId, version, outcome, reason, legalBasis, remedy };
    return this.acts.once(act, async (tx) => this.decideCase.execute(tx, input));
  }
}
