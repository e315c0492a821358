import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { type ActOrderLine, ListActOrdersQuery } from './find-act-orders.dto.js';
import { FindActOrders } from './find-act-orders.query.js';

/** The orders to act. */
@ApiTags('act-orders')
@Controller('act-orders')
export class FindActOrdersController {
  constructor(
    private readonly work: Work,
    private readonly findActOrders: FindActOrders,
  ) {}

  @Get()
  @Allow('act-order.list')
  async list(@Query() query: ListActOrdersQuery, @By() caller: Caller): Promise<Page<ActOrderLine>> {
    return this.work.run(async (tx) => this.findActOrders.list(tx, caller, query));
  }
}
