import { Controller } from '@nestjs/common';
import { type FeeWaived, FeeWaivedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepClearance } from '../fee-clearance/fee-clearance.repository.js';

/** A waived fee no longer stands in the way of an approval. */
@Controller()
export class KeepClearanceOnFeeWaivedHandler {
  @OnEvent(FeeWaivedSchema)
  async handle({ tx, event, envelope }: Delivery<FeeWaived>): Promise<void> {
    await keepClearance(tx, event.caseId, event.timing, envelope.eventId);
  }
}
