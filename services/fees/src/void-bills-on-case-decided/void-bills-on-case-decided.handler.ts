import { Controller } from '@nestjs/common';
import { type CaseDecided, CaseDecidedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndBills } from '../bill/end-bills.js';

/** Whoever is denied pays nothing for a result; what was charged for the examination stays. */
@Controller()
export class VoidBillsOnCaseDecidedHandler {
  constructor(private readonly endBills: EndBills) {}

  @OnEvent(CaseDecidedSchema)
  async handle(delivery: Delivery<CaseDecided>): Promise<void> {
    const { caseId, outcome } = delivery.event;
    if (outcome !== 'denied') return;
    await this.endBills.execute(delivery, { caseId, reason: 'case-denied', timings: ['before-result'] });
  }
}
