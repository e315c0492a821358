import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { PageQuery } from '#lib/service-kit';
import { FindFraudSignals, type SignalView } from './find-fraud-signals.query.js';

/** Signs that ratings are not the applicants' own, for supervision. */
@ApiTags('fraud-signals')
@Controller('fraud-signals')
export class FindFraudSignalsController {
  constructor(
    private readonly work: Work,
    private readonly findFraudSignals: FindFraudSignals,
  ) {}

  @Get()
  @Allow('fraud-signal.list')
  async list(@Query() query: PageQuery, @By() caller: Caller): Promise<Page<SignalView>> {
    return this.work.run(async (tx) => this.findFraudSignals.list(tx, caller, query));
  }
}
