import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, By, type Caller, scopeOf } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { Documents } from '#lib/seals';
import { getOrder } from '../order/order.repository.js';
import { ListOrdersQuery, type OrderLine, type OrderView } from './find-orders.dto.js';
import { FindOrders } from './find-orders.query.js';

/** The issue desk's list, an order, and its receipt. */
@ApiTags('orders')
@Controller('orders')
export class FindOrdersController {
  constructor(
    private readonly work: Work,
    private readonly findOrders: FindOrders,
    private readonly documents: Documents,
  ) {}

  @Get()
  @Allow('order.list')
  async list(@Query() query: ListOrdersQuery, @By() caller: Caller): Promise<Page<OrderLine>> {
    return this.work.read(async (tx) => this.findOrders.list(tx, caller, query));
  }

  @Get(':orderId')
  @Allow('order.read')
  async one(@Param('orderId') orderId: string, @By() caller: Caller): Promise<OrderView> {
    return this.work.read(async (tx) => this.findOrders.one(tx, caller, orderId));
  }

  @Get(':orderId/documents/:documentId/file')
  @Allow('order.read')
  async file(
    @Param('orderId') orderId: string,
    @Param('documentId') documentId: string,
    @By() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { pdf } = await this.work.read(async (tx) => {
      const scope = await scopeOf(tx, caller);
      // Seen through its order: a receipt of another's order is not found.
      const order = await getOrder(tx, scope, orderId);
      const papers = await this.findOrders.papersOf(tx, order);
      const found = papers.some((one) => one.documentId === documentId);
      return this.documents.read(tx, scope, found ? documentId : '');
    });
    await reply.type('application/pdf').header('cache-control', 'private, no-store').send(pdf);
  }
}
