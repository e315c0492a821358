import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import { FindIndicatorsQuery, type IndicatorsView } from './find-indicators.dto.js';
import { FindIndicators } from './find-indicators.query.js';

/** What everybody may know of how services were rated (评价结果公开). */
@ApiTags('indicators')
@Controller('indicators')
export class FindIndicatorsController {
  constructor(
    private readonly work: Work,
    private readonly findIndicators: FindIndicators,
  ) {}

  @Get()
  @OpenRoute()
  async list(@Query() query: FindIndicatorsQuery): Promise<IndicatorsView> {
    return this.work.run(async (tx) => this.findIndicators.list(tx, query));
  }
}
