import { Controller } from '@nestjs/common';
import { type CaseAccepted, CaseAcceptedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenBills } from './open-bills.js';

/** An accepted plan says what will have to be paid. */
@Controller()
export class OpenBillsOnCaseAcceptedHandler {
  constructor(private readonly openBills: OpenBills) {}

  @OnEvent(CaseAcceptedSchema)
  async handle(delivery: Delivery<CaseAccepted>): Promise<void> {
    await this.openBills.execute(delivery);
  }
}
