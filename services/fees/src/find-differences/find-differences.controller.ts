import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import type { DifferenceAnswer } from '../reconciliation/difference.dto.js';
import { ListDifferencesQuery, ListReconciliationsQuery, type ReconciliationLine } from './find-differences.dto.js';
import { FindDifferences } from './find-differences.query.js';

/** What the comparisons with the provider found. */
@ApiTags('reconciliations')
@Controller()
export class FindDifferencesController {
  constructor(
    private readonly work: Work,
    private readonly findDifferences: FindDifferences,
  ) {}

  @Get('differences')
  @Allow('reconciliation.read')
  async list(@Query() query: ListDifferencesQuery, @By() caller: Caller): Promise<Page<DifferenceAnswer>> {
    return this.work.run(async (tx) => this.findDifferences.list(tx, caller, query));
  }

  @Get('statements')
  @Allow('reconciliation.read')
  async comparisons(
    @Query() { day }: ListReconciliationsQuery,
    @By() caller: Caller,
  ): Promise<{ items: ReconciliationLine[] }> {
    return this.work.run(async (tx) => this.findDifferences.comparisons(tx, caller, day));
  }
}
