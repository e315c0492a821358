import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { CureCaseRequest } from './cure-case.dto.js';
import { CureCase } from './cure-case.js';

/** 补正答复: the defects are cured. */
@ApiTags('cases')
@Controller('cases')
export class CureCaseController {
  constructor(
    private readonly acts: Acts,
    private readonly cureCase: CureCase,
  ) {}

  @Post(':caseId/cure')
  @HttpCode(200)
  @Allow('case.cure')
  async cure(
    @Param('caseId') caseId: string,
    @Body() { materials }: CureCaseRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CaseAnswer> {
    return this.acts.once(act, async (tx) => this.cureCase.execute(tx, { caller, caseId, version, materials }));
  }
}
