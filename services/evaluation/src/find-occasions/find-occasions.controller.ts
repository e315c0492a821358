import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { ListOccasionsQuery, type OccasionView } from './find-occasions.dto.js';
import { FindOccasions } from './find-occasions.query.js';

/** The services that can be or were rated: a citizen's own, a department's, a region's. */
@ApiTags('occasions')
@Controller('occasions')
export class FindOccasionsController {
  constructor(
    private readonly work: Work,
    private readonly findOccasions: FindOccasions,
  ) {}

  @Get()
  @Allow('occasion.list')
  async list(@Query() query: ListOccasionsQuery, @By() caller: Caller): Promise<Page<OccasionView>> {
    return this.work.run(async (tx) => this.findOccasions.list(tx, caller, query));
  }

  @Get(':occasionId')
  @Allow('occasion.read')
  async one(@Param('occasionId') occasionId: string, @By() caller: Caller): Promise<OccasionView> {
    return this.work.run(async (tx) => this.findOccasions.one(tx, caller, occasionId));
  }
}
