import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import type { RefundAnswer } from '../refund/refund.dto.js';
import { ListRefundsQuery } from './find-refunds.dto.js';
import { FindRefunds } from './find-refunds.query.js';

/** The cashier's list of refunds. */
@ApiTags('refunds')
@Controller('refunds')
export class FindRefundsController {
  constructor(
    private readonly work: Work,
    private readonly findRefunds: FindRefunds,
  ) {}

  @Get()
  @Allow('refund.list')
  async list(@Query() query: ListRefundsQuery, @By() caller: Caller): Promise<Page<RefundAnswer>> {
    return this.work.run(async (tx) => this.findRefunds.list(tx, caller, query));
  }
}
