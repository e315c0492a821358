import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { type FigureCase, ListFigureCasesQuery, ListIndicatorsQuery, type Scorecard } from './find-indicators.dto.js';
import { FindIndicators } from './find-indicators.query.js';

/** What is counted, by item and by department. */
@ApiTags('indicators')
@Controller()
export class FindIndicatorsController {
  constructor(
    private readonly work: Work,
    private readonly findIndicators: FindIndicators,
  ) {}

  @Get('indicators')
  @Allow('indicator.read')
  async indicators(@Query() query: ListIndicatorsQuery, @By() caller: Caller): Promise<Page<Scorecard>> {
    return this.work.run(async (tx) => this.findIndicators.list(tx, caller, 'item', query));
  }

  @Get('scorecards')
  @Allow('indicator.read')
  async scorecards(@Query() query: ListIndicatorsQuery, @By() caller: Caller): Promise<Page<Scorecard>> {
    return this.work.run(async (tx) => this.findIndicators.list(tx, caller, 'department', query));
  }

  @Get('indicators/cases')
  @Allow('indicator.read')
  async cases(@Query() query: ListFigureCasesQuery, @By() caller: Caller): Promise<Page<FigureCase>> {
    return this.work.run(async (tx) => this.findIndicators.cases(tx, caller, query));
  }
}
