import { Controller } from '@nestjs/common';
import { type DecisionRevoked, DecisionRevokedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { RecallOrder } from './recall-order.js';

/** A revoked decision recalls its result. */
@Controller()
export class RecallOrderOnDecisionRevokedHandler {
  constructor(private readonly recallOrder: RecallOrder) {}

  @OnEvent(DecisionRevokedSchema)
  async handle(delivery: Delivery<DecisionRevoked>): Promise<void> {
    await this.recallOrder.execute(delivery);
  }
}
