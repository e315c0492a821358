import { Controller } from '@nestjs/common';
import { type CaseLapsed, CaseLapsedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndBills } from '../bill/end-bills.js';

/** A case that lapsed (容缺未补) ends its bills. */
@Controller()
export class VoidBillsOnCaseLapsedHandler {
  constructor(private readonly endBills: EndBills) {}

  @OnEvent(CaseLapsedSchema)
  async handle(delivery: Delivery<CaseLapsed>): Promise<void> {
    const { caseId } = delivery.event;
    const timings = ['before-decision', 'before-result'];
    await this.endBills.execute(delivery, { caseId, reason: 'case-lapsed', timings });
  }
}
