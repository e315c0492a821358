import { Controller } from '@nestjs/common';
import { type FeeWaived, FeeWaivedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndHold } from '../hold/end-hold.js';

/** A fee that is waived no longer holds the result. What is due before the decision holds none. */
@Controller()
export class ReleaseHoldOnFeeWaivedHandler {
  constructor(private readonly endHold: EndHold) {}

  @OnEvent(FeeWaivedSchema)
  async handle(delivery: Delivery<FeeWaived>): Promise<void> {
    const { caseId, timing } = delivery.event;
    if (timing === 'before-result') await this.endHold.execute(delivery, caseId, { kind: 'fee', ref: '' });
  }
}
