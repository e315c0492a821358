import { Controller } from '@nestjs/common';
import { type CaseWithdrawn, CaseWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndBills } from '../bill/end-bills.js';

/** A granted withdrawal ends the bills of its case. */
@Controller()
export class VoidBillsOnCaseWithdrawnHandler {
  constructor(private readonly endBills: EndBills) {}

  @OnEvent(CaseWithdrawnSchema)
  async handle(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    const { caseId } = delivery.event;
    const timings = ['before-decision', 'before-result'];
    await this.endBills.execute(delivery, { caseId, reason: 'case-withdrawn', timings });
  }
}
