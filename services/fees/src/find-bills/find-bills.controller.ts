import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { type BillLineView, type BillView, ListBillsQuery } from './find-bills.dto.js';
import { FindBills } from './find-bills.query.js';

/** Bills, for the cashier and for whoever has to pay them. */
@ApiTags('bills')
@Controller('bills')
export class FindBillsController {
  constructor(
    private readonly work: Work,
    private readonly findBills: FindBills,
  ) {}

  @Get()
  @Allow('bill.list')
  async list(@Query() query: ListBillsQuery, @By() caller: Caller): Promise<Page<BillLineView>> {
    return this.work.run(async (tx) => this.findBills.list(tx, caller, query));
  }

  @Get(':billId')
  @Allow('bill.read')
  async one(@Param('billId') billId: string, @By() caller: Caller): Promise<BillView> {
    return this.work.run(async (tx) => this.findBills.one(tx, caller, billId));
  }

  @Get(':billId/documents/:documentId/file')
  @Allow('bill.read')
  async file(
    @Param('billId') billId: string,
    @Param('documentId') documentId: string,
    @By() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { pdf } = await this.work.run(async (tx) => this.findBills.file(tx, caller, billId, documentId));
    await reply.type('application/pdf').header('cache-control', 'private, no-store').send(pdf);
  }
}
