import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { FindCase } from './find-case.query.js';
import { type CaseAnswer, type CaseLine, ListCasesQuery } from './find-cases.dto.js';
import { FindCases } from './find-cases.query.js';

@ApiTags('cases')
@Controller('cases')
export class FindCasesController {
  constructor(
    private readonly work: Work,
    private readonly findCases: FindCases,
    private readonly findCase: FindCase,
  ) {}

  @Get()
  @Allow('review.list')
  async list(@Query() query: ListCasesQuery, @By() caller: Caller): Promise<Page<CaseLine>> {
    return this.work.read(async (tx) => this.findCases.list(tx, caller, query));
  }

  @Get(':caseId')
  @Allow('review.read')
  async get(@Param('caseId') caseId: string, @By() caller: Caller): Promise<CaseAnswer> {
    return this.work.read(async (tx) => this.findCase.get(tx, caller, caseId));
  }
}
