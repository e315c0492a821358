import { Controller } from '@nestjs/common';
import { type CaseDecided, CaseDecidedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenOrder } from './open-order.js';

/** A decision opens the order for its result. */
@Controller()
export class OpenOrderOnCaseDecidedHandler {
  constructor(private readonly openOrder: OpenOrder) {}

  @OnEvent(CaseDecidedSchema)
  async handle(delivery: Delivery<CaseDecided>): Promise<void> {
    await this.openOrder.execute(delivery);
  }
}
