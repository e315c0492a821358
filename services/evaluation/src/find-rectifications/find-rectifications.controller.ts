import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { ListRectificationsQuery, type RectificationView } from './find-rectifications.dto.js';
import { FindRectifications } from './find-rectifications.query.js';

/** Bad ratings being looked into. */
@ApiTags('rectifications')
@Controller('rectifications')
export class FindRectificationsController {
  constructor(
    private readonly work: Work,
    private readonly findRectifications: FindRectifications,
  ) {}

  @Get()
  @Allow('rectification.list')
  async list(@Query() query: ListRectificationsQuery, @By() caller: Caller): Promise<Page<RectificationView>> {
    return this.work.run(async (tx) => this.findRectifications.list(tx, caller, query));
  }

  @Get(':rectificationId')
  @Allow('rectification.read')
  async one(@Param('rectificationId') rectificationId: string, @By() caller: Caller): Promise<RectificationView> {
    return this.work.run(async (tx) => this.findRectifications.one(tx, caller, rectificationId));
  }
}
