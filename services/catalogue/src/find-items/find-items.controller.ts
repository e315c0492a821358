import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Page, Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import { type ItemAnswer, type ItemLine, type ItemVersionAnswer, ListItemsQuery } from './find-items.dto.js';
import { FindItems } from './find-items.query.js';

@ApiTags('items')
@OpenRoute()
@Controller('items')
export class FindItemsController {
  constructor(
    private readonly work: Work,
    private readonly findItems: FindItems,
  ) {}

  @Get()
  async list(@Query() query: ListItemsQuery): Promise<Page<ItemLine>> {
    return this.work.read(async (tx) => this.findItems.list(tx, query));
  }

  @Get(':itemId')
  async get(@Param('itemId') itemId: string): Promise<ItemAnswer> {
    return this.work.read(async (tx) => this.findItems.get(tx, itemId));
  }

  @Get(':itemId/versions/:version')
  async version(
    @Param('itemId') itemId: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<ItemVersionAnswer> {
    return this.work.read(async (tx) => this.findItems.version(tx, itemId, version));
  }
}
