import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller, scopeOf } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { listActOrders } from '../act-order/act-order.repository.js';
import { type ActOrderLine, ListActOrdersQuery, lineOf } from './find-act-orders.dto.js';

/** The orders to act. */
@ApiTags('act-orders')
@Controller('act-orders')
export class FindActOrdersController {
  constructor(private readonly work: Work) {}

  @Get()
  @Allow('act-order.list')
  async list(@Query() { state, cursor, limit }: ListActOrdersQuery, @By() caller: Caller): Promise<Page<ActOrderLine>> {
    return this.work.run(async (tx) => {
      const page = await listActOrders(tx, await scopeOf(tx, caller), { state, cursor, limit });
      return { ...page, items: page.items.map((order) => lineOf(order, tx.now)) };
    });
  }
}
