import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type ReconciliationAnswer, RequestReconciliationRequest } from './request-reconciliation.dto.js';
import { RequestReconciliation } from './request-reconciliation.js';

/** 对账: the cashier need not wait for the night. */
@ApiTags('reconciliations')
@Controller('statements')
export class RequestReconciliationController {
  constructor(
    private readonly acts: Acts,
    private readonly requestReconciliation: RequestReconciliation,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('reconciliation.run')
  async run(
    @Body() { day }: RequestReconciliationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<ReconciliationAnswer> {
    return this.acts.once(act, async (tx) => this.requestReconciliation.execute(tx, { caller, day }));
  }
}
