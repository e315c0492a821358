import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { CorrectCaseRequest } from './correct-case.dto.js';
import { CorrectCase } from './correct-case.js';

/** 补正: the one notice of what is wrong. */
@ApiTags('cases')
@Controller('cases')
export class CorrectCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly correctCase: CorrectCase,
  ) {}

  @Post(':caseId/correct')
  @HttpCode(200)
  @Allow('case.correct')
  async correct(
    @Param('caseId') caseId: string,
    @Body() { defects }: CorrectCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CaseAnswer> {
    return this.acts.once(act, async (tx) => this.correctCase.execute(tx, { caller, caseId, version, defects }));
  }
}
