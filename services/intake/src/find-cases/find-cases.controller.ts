import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { FindCase } from './find-case.query.js';
import { type CasePage, type CaseView, FindCasesQuery } from './find-cases.dto.js';
import { FindCases } from './find-cases.query.js';

/** Cases as the desk, the departments and the applicant see them. */
@ApiTags('cases')
@Controller('cases')
export class FindCasesController {
  constructor(
    private readonly work: Work,
    private readonly findCases: FindCases,
    private readonly findCase: FindCase,
  ) {}

  @Get()
  @Allow('case.list')
  async list(@Query() query: FindCasesQuery, @By() caller: Caller): Promise<CasePage> {
    return this.work.read(async (tx) => this.findCases.execute(tx, caller, query));
  }

  @Get(':caseId')
  @Allow('case.read')
  async one(@Param('caseId') caseId: string, @By() caller: Caller): Promise<CaseView> {
    return this.work.read(async (tx) => this.findCase.execute(tx, caller, caseId));
  }
}
