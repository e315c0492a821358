import { Controller } from '@nestjs/common';
import { type FeeSettled, FeeSettledSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepClearance } from '../fee-clearance/fee-clearance.repository.js';

/** A paid fee no longer stands in the way of an approval. */
@Controller()
export class KeepClearanceOnFeeSettledHandler {
  @OnEvent(FeeSettledSchema)
  async handle({ tx, event, envelope }: Delivery<FeeSettled>): Promise<void> {
    await keepClearance(tx, event.caseId, event.timing, envelope.eventId);
  }
}
