import { Controller } from '@nestjs/common';
import { type FeeSettled, FeeSettledSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndHold } from '../hold/end-hold.js';

/** A fee that is paid no longer holds the result. What is due before the decision holds none. */
@Controller()
export class ReleaseHoldOnFeeSettledHandler {
  constructor(private readonly endHold: EndHold) {}

  @OnEvent(FeeSettledSchema)
  async handle(delivery: Delivery<FeeSettled>): Promise<void> {
    const { caseId, timing } = delivery.event;
    if (timing === 'before-result') await this.endHold.execute(delivery, caseId, { kind: 'fee', ref: '' });
  }
}
